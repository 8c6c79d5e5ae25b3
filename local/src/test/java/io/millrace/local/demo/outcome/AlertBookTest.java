package io.millrace.local.demo.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.demo.message.RunId;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertBookTest {
  private static final RunId RUN = RunId.startedAt(36);
  private static final String OURS = RUN.trace("plant", 1);
  private static final String THEIRS = RunId.startedAt(37).trace("plant", 1);

  private final AlertBook book = new AlertBook(RUN);

  @Test
  void anAlertOpensOnceAndClears() {
    book.take(alert("a", AlertState.OPEN, OURS), 1040);
    book.take(alert("a", AlertState.OPEN, OURS), 2000);
    assertThat(book.size()).isEqualTo(1);
    assertThat(book.open()).isEqualTo(1);
    book.take(alert("a", AlertState.CLEARED, OURS, OURS), 3000);
    assertThat(book.open()).isZero();
    SeenAlert seen = book.of("rule").get(0);
    assertThat(seen.latencyMillis()).isEqualTo(40);
    assertThat(seen.value("temperature")).isEqualTo(99.5);
    assertThat(seen.value("absent")).isNaN();
    assertThat(seen.clearedAt()).isEqualTo(Instant.ofEpochMilli(5000));
  }

  @Test
  void anEndThatIsReadBeforeItsOpeningCountsAllTheSame() {
    book.take(alert("a", AlertState.CLEARED, OURS, OURS), 3000);
    assertThat(book.size()).isZero();
    book.take(alert("a", AlertState.OPEN, OURS), 1040);
    assertThat(book.size()).isEqualTo(1);
    assertThat(book.open()).isZero();
  }

  @Test
  void alertsOfOthersAreLeftOut() {
    book.take(alert("a", AlertState.OPEN, THEIRS), 1040);
    assertThat(book.size()).isZero();
  }

  @Test
  void anAlertOfAnEarlierRunThatThisOneClearsIsInherited() {
    book.take(alert("a", AlertState.CLEARED, THEIRS, OURS), 3000);
    assertThat(book.size()).isZero();
    assertThat(book.inherited()).containsExactly("rule/object");
  }

  private static Alert alert(String id, AlertState state, String... traces) {
    return Alert.newBuilder()
        .setId(id)
        .setSeq(state == AlertState.OPEN ? 1 : 2)
        .setState(state)
        .setRuleId("rule")
        .setRuleVersion(1)
        .setSeverity("info")
        .setMessage("")
        .setObjectType("machine")
        .setObjectId("object")
        .setOpenedAt(Instant.ofEpochMilli(900))
        .setClearedAt(state == AlertState.OPEN ? null : Instant.ofEpochMilli(5000))
        .setCauses(causes(traces))
        .build();
  }

  private static List<Cause> causes(String... traces) {
    return Arrays.stream(traces)
        .map(
            trace ->
                Cause.newBuilder()
                    .setEventId(trace)
                    .setDeviceId("object")
                    .setTraceId(trace)
                    .setObservedAt(Instant.ofEpochMilli(900))
                    .setReceivedAt(Instant.ofEpochMilli(1000))
                    .setValues(Map.of("temperature", 99.5))
                    .build())
        .toList();
  }
}
