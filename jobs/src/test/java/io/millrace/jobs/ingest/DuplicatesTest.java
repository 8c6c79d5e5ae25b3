package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static final Duration TTL = IngestHarness.OPTIONS.dedupTtl();
  private IngestHarness ingest = IngestHarness.mapping();

  @AfterEach
  void close() throws Exception {
    ingest.close();
  }

  @Test
  void a_trace_id_passes_once() throws Exception {
    ingest.start();
    ingest.receive(message(1, "d1", "t1"), message(2, "d1", "t1"), message(3, "d1", "t2"));
    assertThat(ingest.offsets()).containsExactly(1L, 3L);
  }

  @Test
  void devices_do_not_share_trace_ids() throws Exception {
    ingest.start();
    ingest.receive(message(1, "d1", "t1"), message(2, "d2", "t1"));
    assertThat(ingest.offsets()).containsExactly(1L, 2L);
  }

  @Test
  void a_derived_trace_id_is_not_remembered() throws Exception {
    ingest.start();
    CheckedMessage derived =
        new CheckedMessage(Given.message(1, "d1", "{\"t\": 1.0}"), "d1", "derived", false);
    ingest.receive(derived, derived);
    assertThat(ingest.offsets()).hasSize(2);
    assertThat(ingest.keyedStates()).as("the time of the device alone").isEqualTo(1);
  }

  @Test
  void after_its_time_a_trace_id_passes_again() throws Exception {
    ingest.start();
    ingest.receive(message(1, "d1", "t1"));
    ingest.stateAge(TTL.minusMillis(1));
    ingest.receive(message(2, "d1", "t1"));
    ingest.stateAge(TTL.plusMillis(1));
    ingest.receive(message(3, "d1", "t1"));
    assertThat(ingest.offsets()).containsExactly(1L, 3L);
  }

  @Test
  void a_duplicate_is_known_after_a_restart() throws Exception {
    ingest.start();
    ingest.receive(message(1, "d1", "t1"));
    ingest.restart();
    ingest.receive(message(2, "d1", "t1"));
    assertThat(ingest.offsets()).isEmpty();
  }

  @Test
  void rocksdb_does_the_same() throws Exception {
    ingest = IngestHarness.mapping().onRocksDb();
    a_trace_id_passes_once();
  }

  @Test
  void what_no_mapping_takes_is_a_dead_letter_once() throws Exception {
    ingest = IngestHarness.with();
    ingest.start();
    ingest.receive(message(1, "d1", "t1"), message(2, "d1", "t1"));
    assertThat(ingest.codes()).containsExactly("no-mapping");
  }

  private static CheckedMessage message(long offset, String device, String trace) {
    return new CheckedMessage(
        Given.traced(offset, device, "{\"t\": 1.0}", trace), device, trace, true);
  }
}
