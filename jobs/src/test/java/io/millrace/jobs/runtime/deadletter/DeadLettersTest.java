package io.millrace.jobs.runtime.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.ReplayHeaders;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {
  private static final String LETTER = "0123456789abcdef0123456789abcdef";
  private static final String ROOT = "fedcba9876543210fedcba9876543210";
  private static final Instant LATER = Given.NOON.plusSeconds(60);
  private static final Verdict BY_A = new Verdict("map", "wrong-type", "r", "t", "a", 3L);
  private static final Verdict BY_B = new Verdict("map", "wrong-type", "r", "t", "b", 1L);

  @Test
  void aFirstLetterIsItsOwnRootAndKnowsItsMessage() {
    DeadLetter letter = DeadLetters.of(Given.traced(4, "d1", "{}", "t-1"), BY_A, LATER);
    assertThat(letter.getRoot()).isEqualTo(letter.getId());
    assertThat(letter.getState()).isEqualTo(DeadLetterState.OPEN);
    assertThat(letter.getAttempt()).isEqualTo(1);
    assertThat(letter.getTraceId()).isEqualTo("t-1");
    assertThat(letter.getReceivedAt()).isEqualTo(Given.NOON);
  }

  @Test
  void whatIsNoWholeMessageSaysSoByHavingNoTimeOfReceipt() {
    DeadLetter letter =
        DeadLetters.of(
            "device-messages", 0, 4, Given.bytes("{}"), Verdict.of("s", "c", "r"), LATER);
    assertThat(letter.getReceivedAt()).isNull();
    assertThat(letter.getTraceId()).isNull();
    assertThat(letter.getRoot()).isEqualTo(letter.getId());
  }

  @Test
  void aReplayGoesOnWhereTheLetterStopped() {
    DeadLetter first = DeadLetters.of(Given.traced(4, "d1", "{}", "t-1"), BY_A, LATER);
    DeadLetter second = DeadLetters.of(replay(99, Map.of()), BY_A, LATER);
    assertThat(second.getId()).isNotEqualTo(first.getId());
    assertThat(second.getRoot()).isEqualTo(ROOT);
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getTopic() + second.getPartition() + "/" + second.getOffset())
        .isEqualTo("device-messages3/17");
    assertThat(second.getReceivedAt()).isEqualTo(Instant.ofEpochMilli(1234));
    assertThat(second.getTraceId()).isEqualTo("t-1");
    assertThat(second.getHeaders()).containsOnlyKeys("source", "trace-id");
    assertThat(second.getPayload().array()).isEqualTo(Given.bytes("{}"));
  }

  @Test
  void theSameReplayRefusedInAnotherRunHasTheSameId() {
    DeadLetter once = DeadLetters.of(replay(99, Map.of()), BY_A, LATER);
    DeadLetter again = DeadLetters.of(replay(512, Map.of()), BY_A, LATER.plusSeconds(9));
    DeadLetter third = DeadLetters.of(replay(600, Map.of("attempt", "3")), BY_A, LATER);
    assertThat(again.getId()).isEqualTo(once.getId());
    assertThat(third.getId()).isNotEqualTo(once.getId());
  }

  @Test
  void ofTwoMappingsThatRefuseAReplayNeitherHidesTheOther() {
    List<DeadLetter> letters = DeadLetters.of(replay(99, Map.of()), List.of(BY_A, BY_B), LATER);
    assertThat(letters).extracting(DeadLetter::getDefinitionId).containsExactly("a", "b");
    assertThat(letters.get(0).getRoot()).isEqualTo(ROOT);
    assertThat(letters.get(1).getRoot()).isEqualTo(letters.get(1).getId());
    assertThat(letters).extracting(DeadLetter::getAttempt).containsOnly(2);
  }

  @Test
  void aReplayThatPassedIsResolvedWithoutPayload() {
    RawMessage message = replay(99, Map.of("code", "missing-field"));
    Replay replay = Objects.requireNonNull(Replay.of(message));
    DeadLetter resolved = DeadLetters.resolved(message, replay, BY_A, LATER);
    assertThat(resolved.getState()).isEqualTo(DeadLetterState.RESOLVED);
    assertThat(resolved.getRoot()).isEqualTo(ROOT);
    assertThat(resolved.getAttempt()).isEqualTo(2);
    assertThat(resolved.getCode()).isEqualTo("missing-field");
    assertThat(resolved.getPayload()).isNull();
    assertThat(resolved.getKey().array()).isEqualTo(Given.bytes("d1"));
    assertThat(resolved.getOffset()).isEqualTo(17);
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter, x",
    "root, ''",
    "root, FEDCBA9876543210FEDCBA9876543210",
    "attempt, 1",
    "attempt, 0",
    "attempt, -2",
    "attempt, 99999999999",
    "attempt, ２",
    "origin, device-messages/3",
    "origin, device-messages/3/x",
    "origin, device-messages/3/99999999999999999999",
    "origin, device messages/3/4"
  })
  void whatDoesNotParseIsAnOrdinaryMessage(String header, String value) {
    RawMessage forged = replay(99, Map.of(header, value));
    assertThat(Replay.of(forged)).isNull();
    DeadLetter letter = DeadLetters.of(forged, BY_A, LATER);
    assertThat(letter.getAttempt()).isEqualTo(1);
    assertThat(letter.getOffset()).isEqualTo(99);
    assertThat(letter.getHeaders()).containsKey("millrace-root");
  }

  @Test
  void whatIsOptionalMayBeMissingOrNonsense() {
    RawMessage message =
        replay(99, Map.of("received-at", "soon", "code", "No Code", "mapping", ""));
    Replay replay = Objects.requireNonNull(Replay.of(message));
    assertThat(replay.receivedAt()).isNull();
    assertThat(replay.mappingId()).isNull();
    assertThat(replay.code()).isEmpty();
    assertThat(DeadLetters.of(message, BY_A, LATER).getReceivedAt()).isEqualTo(Given.NOON);
  }

  /** As the service sends it; these headers, without their prefix, take the place of its own. */
  private static RawMessage replay(long offset, Map<String, String> other) {
    Map<String, String> headers = new HashMap<>();
    headers.put("source", "plant");
    headers.put("trace-id", "t-1");
    headers.put(ReplayHeaders.DEAD_LETTER, LETTER);
    headers.put(ReplayHeaders.ROOT, ROOT);
    headers.put(ReplayHeaders.ATTEMPT, "2");
    headers.put(ReplayHeaders.ORIGIN, "device-messages/3/17");
    headers.put(ReplayHeaders.RECEIVED_AT, "1234");
    headers.put(ReplayHeaders.MAPPING, "a");
    other.forEach((name, value) -> headers.put("millrace-" + name, value));
    return Given.message(offset, Given.bytes("d1"), Given.bytes("{}"), headers);
  }
}
