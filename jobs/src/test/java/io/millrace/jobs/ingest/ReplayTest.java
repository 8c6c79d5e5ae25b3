package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import io.millrace.schemas.avro.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final String LETTER = "0".repeat(31) + "1";
  private static final String SECOND_LETTER = "0".repeat(31) + "2";
  private static final Instant LONG_AGO = Given.NOON.minus(Duration.ofDays(20));
  private final IngestHarness ingest = IngestHarness.mapping();

  @AfterEach
  void close() throws Exception {
    ingest.close();
  }

  @Test
  void a_replay_passes_though_its_trace_id_was_seen_and_is_resolved() throws Exception {
    ingest.start();
    ingest.receive(ordinary(1, "{\"t\": \"warm\"}"), replay(9, LETTER, 2, "{\"t\": 1.0}"));
    Observation observation = ingest.observations().get(0);
    assertThat(observation.getTraceId()).isEqualTo("t1");
    assertThat(observation.getReceivedAt()).isEqualTo(LONG_AGO);
    assertThat(observation.getOrigin().getOffset()).as("where the replay stands").isEqualTo(9);
    DeadLetter resolved = ingest.deadLetters().get(1);
    assertThat(resolved.getState()).isEqualTo(DeadLetterState.RESOLVED);
    assertThat(resolved.getRoot()).isEqualTo(LETTER);
    assertThat(resolved.getAttempt()).isEqualTo(2);
    assertThat(resolved.getPayload()).isNull();
    assertThat(resolved.getOffset()).as("where the original stood").isEqualTo(1);
    assertThat(resolved.getDefinitionId()).isEqualTo("plant-machine");
  }

  @Test
  void its_observation_has_the_id_that_the_original_would_have_had() throws Exception {
    ingest.start();
    ingest.receive(ordinary(1, "{\"t\": 1.0}"), replay(9, LETTER, 2, "{\"t\": 1.0}"));
    assertThat(ingest.observations()).hasSize(2).extracting(Observation::getId).containsOnly(id());
  }

  private String id() {
    return ingest.observations().get(0).getId();
  }

  @Test
  void the_same_letter_replayed_twice_is_dropped_even_after_the_dedup_ttl() throws Exception {
    ingest.start();
    ingest.receive(replay(9, LETTER, 2, "{\"t\": 1.0}"), replay(10, LETTER, 2, "{\"t\": 1.0}"));
    ingest.stateAge(Duration.ofDays(30).minusMillis(1));
    ingest.receive(replay(11, LETTER, 2, "{\"t\": 1.0}"));
    assertThat(ingest.offsets()).containsExactly(9L);
    assertThat(ingest.deadLetters()).as("the one that says resolved").hasSize(1);
    assertThat(ingest.counter("duplicates")).isEqualTo(2);
    ingest.stateAge(Duration.ofDays(30).plusMillis(1));
    ingest.receive(replay(12, LETTER, 2, "{\"t\": 1.0}"));
    assertThat(ingest.offsets()).containsExactly(9L, 12L);
  }

  @Test
  void it_is_known_after_a_restart() throws Exception {
    ingest.start();
    ingest.receive(replay(9, LETTER, 2, "{\"t\": 1.0}"));
    ingest.restart();
    ingest.receive(replay(10, LETTER, 2, "{\"t\": 1.0}"));
    assertThat(ingest.observations()).isEmpty();
  }

  @Test
  void one_that_fails_again_goes_on_with_the_same_root_and_the_next_attempt() throws Exception {
    ingest.start();
    ingest.receive(
        replay(9, LETTER, 2, "{\"t\": \"warm\"}"), replay(10, SECOND_LETTER, 3, "{\"t\": 1.0}"));
    assertThat(ingest.deadLetters())
        .extracting(
            DeadLetter::getState,
            DeadLetter::getRoot,
            DeadLetter::getAttempt,
            DeadLetter::getOffset,
            DeadLetter::getReceivedAt)
        .containsExactly(
            tuple(DeadLetterState.OPEN, LETTER, 2, 1L, LONG_AGO),
            tuple(DeadLetterState.RESOLVED, LETTER, 3, 1L, LONG_AGO));
    assertThat(ingest.offsets()).containsExactly(10L);
  }

  @Test
  void only_the_mapping_that_it_names_is_applied() throws Exception {
    ingest.start();
    ingest.control(Given.mapping(2, 1, "payload.t", "other"));
    Map<String, String> only = Map.of("millrace-mapping", "other");
    ingest.receive(replay(9, LETTER, 2, "{\"t\": 1.0}", only));
    assertThat(ingest.observations())
        .extracting(Observation::getMappingId)
        .containsExactly("other");
    Map<String, String> gone = Map.of("millrace-mapping", "gone");
    ingest.receive(replay(10, SECOND_LETTER, 2, "{\"t\": 1.0}", gone));
    assertThat(ingest.deadLetters().get(1).getCode()).isEqualTo("no-mapping");
    assertThat(ingest.deadLetters().get(1).getReason()).contains("'gone'");
  }

  @Test
  void headers_that_do_not_parse_make_an_ordinary_message() throws Exception {
    ingest.start();
    Map<String, String> forged = Map.of("millrace-attempt", "first", "millrace-mapping", "gone");
    ingest.receive(
        replay(9, LETTER, 2, "{\"t\": 1.0}", forged),
        replay(10, LETTER, 2, "{\"t\": 1.0}", forged));
    assertThat(ingest.offsets()).as("deduplicated by trace id").containsExactly(9L);
    assertThat(ingest.deadLetters()).isEmpty();
    assertThat(ingest.observations().get(0).getReceivedAt()).isEqualTo(Given.NOON);
  }

  @Test
  void a_replay_is_never_too_late() throws Exception {
    ingest.start();
    ingest.control(
        Given.source(5, 1, "plant", "\"late\": {\"after\": \"PT1M\", \"policy\": \"refuse\"}"));
    ingest.receive(ordinary(1, "{\"t\": 1.0}"), replay(9, LETTER, 2, "{\"t\": 1.0}"));
    assertThat(ingest.codes()).as("resolved, nothing else").containsExactly("wrong-type");
    assertThat(ingest.observations().get(1).getMarks()).hasSize(2);
  }

  private static CheckedMessage ordinary(long offset, String payload) {
    return new CheckedMessage(Given.traced(offset, "d1", payload, "t1"), "d1", "t1", true);
  }

  private static CheckedMessage replay(long offset, String letter, int attempt, String payload) {
    return replay(offset, letter, attempt, payload, Map.of());
  }

  private static CheckedMessage replay(
      long offset, String letter, int attempt, String payload, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>();
    headers.put("source", "plant");
    headers.put("trace-id", "t1");
    headers.put("millrace-dead-letter", letter);
    headers.put("millrace-root", LETTER);
    headers.put("millrace-attempt", Integer.toString(attempt));
    headers.put("millrace-origin", "device-messages/0/1");
    headers.put("millrace-received-at", Long.toString(LONG_AGO.toEpochMilli()));
    headers.put("millrace-code", "wrong-type");
    headers.putAll(more);
    RawMessage message = Given.message(offset, Given.bytes("d1"), Given.bytes(payload), headers);
    return new CheckedMessage(message, "d1", "t1", true);
  }
}
