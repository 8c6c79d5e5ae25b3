package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateFunctionTest {
  private static final Duration TTL = Duration.ofHours(1);
  private KeyedOneInputStreamOperatorTestHarness<String, CheckedMessage, CheckedMessage> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_trace_id_passes_once() throws Exception {
    receive(message(1, "d1", "t1"), message(2, "d1", "t1"), message(3, "d1", "t2"));
    assertThat(offsets()).containsExactly(1L, 3L);
  }

  @Test
  void devices_do_not_share_trace_ids() throws Exception {
    receive(message(1, "d1", "t1"), message(2, "d2", "t1"));
    assertThat(offsets()).containsExactly(1L, 2L);
  }

  @Test
  void a_derived_trace_id_is_not_remembered() throws Exception {
    CheckedMessage derived =
        new CheckedMessage(Given.message(1, "d1", "{}"), "d1", "derived", false);
    receive(derived, derived);
    assertThat(offsets()).hasSize(2);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void after_its_time_a_trace_id_passes_again() throws Exception {
    receive(message(1, "d1", "t1"));
    harness.setStateTtlProcessingTime(TTL.toMillis() - 1);
    receive(message(2, "d1", "t1"));
    harness.setStateTtlProcessingTime(TTL.toMillis() + 1);
    receive(message(3, "d1", "t1"));
    assertThat(offsets()).containsExactly(1L, 3L);
  }

  @Test
  void a_duplicate_is_known_after_a_restart() throws Exception {
    receive(message(1, "d1", "t1"));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();
    receive(message(2, "d1", "t1"));
    assertThat(offsets()).isEmpty();
  }

  @Test
  void rocksdb_does_the_same() throws Exception {
    harness.close();
    harness = harness();
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    a_trace_id_passes_once();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CheckedMessage, CheckedMessage>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new DeduplicateFunction(TTL)),
        CheckedMessage::deviceId,
        Types.STRING);
  }

  private static CheckedMessage message(long offset, String device, String trace) {
    return new CheckedMessage(Given.traced(offset, device, "{}", trace), device, trace, true);
  }

  private void receive(CheckedMessage... messages) throws Exception {
    for (CheckedMessage message : messages) {
      harness.processElement(message, 0);
    }
  }

  private List<Long> offsets() {
    return harness.extractOutputValues().stream().map(m -> m.message().offset()).toList();
  }
}
