package io.millrace.jobs.ingest;

import static io.millrace.schemas.avro.TimeMark.FUTURE;
import static io.millrace.schemas.avro.TimeMark.LATE;
import static io.millrace.schemas.avro.TimeMark.OUT_OF_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.TimeMark;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final ControlRecord MAPPING =
      Given.control(
          ControlTopic.MAPPINGS,
          1,
          "timed",
          1,
          """
          {"id": "timed", "match": {"source": "plant"}, "objectType": "machine",
           "observedAt": "payload.ts",
           "fields": {"t": {"expression": "payload.t", "type": "double"}}}""");
  private static final String REFUSE = "\"late\": {\"after\": \"PT10S\", \"policy\": \"refuse\"}";

  private final IngestHarness ingest = IngestHarness.with(MAPPING);

  @AfterEach
  void close() throws Exception {
    ingest.close();
  }

  @Test
  void marks_are_against_what_the_device_said_before() throws Exception {
    ingest.start();
    ingest.receive(at(1, "d1", -10), at(2, "d1", -20), at(3, "d2", -20), at(4, "d1", -10));
    assertThat(marks()).containsExactly(List.of(), List.of(OUT_OF_ORDER), List.of(), List.of());
    assertThat(ingest.counter("out-of-order")).isEqualTo(1);
  }

  @Test
  void the_order_is_known_after_a_restart_and_forgotten_after_a_silence() throws Exception {
    ingest.start();
    ingest.receive(at(1, "d1", -10));
    ingest.restart();
    ingest.receive(at(2, "d1", -20));
    assertThat(marks()).containsExactly(List.of(OUT_OF_ORDER));
    ingest.stateAge(IngestHarness.OPTIONS.orderTtl().plusMillis(1));
    ingest.receive(at(3, "d1", -20));
    assertThat(marks()).containsExactly(List.of(OUT_OF_ORDER), List.of());
  }

  @Test
  void a_source_decides_what_becomes_of_late_ones_while_the_job_runs() throws Exception {
    ingest.start();
    ingest.receive(at(1, "d1", 0), at(2, "d1", -11));
    ingest.control(Given.source(7, 1, "plant", REFUSE));
    ingest.receive(at(3, "d1", -11));
    ingest.control(Given.source(8, 2, "plant", REFUSE.replace("refuse", "accept")));
    ingest.receive(at(4, "d1", -11));
    assertThat(marks())
        .containsExactly(List.of(), List.of(OUT_OF_ORDER), List.of(OUT_OF_ORDER, LATE));
    assertThat(ingest.codes()).containsExactly("late");
    assertThat(ingest.deadLetters().get(0).getPath()).isEqualTo("observedAt");
    assertThat(ingest.counter("late")).isEqualTo(1);
  }

  @Test
  void the_future_is_tolerated_as_the_job_or_the_source_says() throws Exception {
    ingest.options(IngestHarness.options("--ingest.future-tolerance", "PT1M"));
    ingest.start();
    ingest.receive(at(1, "d1", 61));
    ingest.control(Given.source(7, 1, "plant", "\"futureTolerance\": \"PT2M\""));
    ingest.receive(at(2, "d2", 61), at(3, "d1", 0));
    assertThat(marks()).containsExactly(List.of(FUTURE), List.of(), List.of());
    assertThat(ingest.counter("future")).isEqualTo(1);
  }

  @Test
  void the_skew_of_the_devices_clock_is_in_the_observation() throws Exception {
    ingest.start();
    ingest.receive(at(1, "d1", -30), at(2, "d1", -7), at(3, "d1", -60), at(4, "d2", 0));
    assertThat(ingest.observations())
        .extracting(Observation::getClockSkewMillis)
        .containsExactly(30_000L, 7_000L, 7_000L, null);
  }

  @Test
  void what_is_kept_does_not_grow_with_the_messages() throws Exception {
    ingest.start();
    for (int i = 0; i < 500; i++) {
      CheckedMessage message = at(i, "d1", i % 50 - 100);
      ingest.receive(new CheckedMessage(message.message(), "d1", "trace", false));
    }
    assertThat(ingest.keyedStates()).isEqualTo(1);
  }

  @Test
  void rocksdb_does_the_same() throws Exception {
    ingest.onRocksDb();
    the_order_is_known_after_a_restart_and_forgotten_after_a_silence();
  }

  private List<List<TimeMark>> marks() {
    return ingest.observations().stream().map(Observation::getMarks).toList();
  }

  private static CheckedMessage at(long offset, String device, int seconds) {
    String payload =
        "{\"t\": 1.0, \"ts\": \"%s\"}".formatted(Given.NOON.plus(Duration.ofSeconds(seconds)));
    return new CheckedMessage(
        Given.message(offset, device, payload), device, "trace-" + offset, false);
  }
}
