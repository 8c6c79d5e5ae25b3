package io.millrace.udfs.rules.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.Stage;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompositeRuleTest {
  private static final String THREE_OF_A_ROOM =
      """
      {"id": "room-hot", "kind": "composite", "objectType": "room", "by": "room",
       "inputs": {"hot": {"rule": "sensor-hot"}}, "when": "hot >= 3",
       "severity": "critical", "message": "{key}: {hot} sensors are hot" %s}""";

  @Test
  void opensWhenThreeSensorsOfOneRoomAreOpenAndClearsWithTheFirstThatIsNot() {
    Stage stage = Stage.of(THREE_OF_A_ROOM.formatted(""));
    stage.events(open("s1", "r1", 10), open("s2", "r1", 20), open("s3", "r2", 30));
    assertThat(stage.alerts()).isEmpty();
    stage.events(open("s4", "r1", 40));
    Alert alert = stage.last();
    assertThat(alert.getKey()).isEqualTo("r1");
    assertThat(alert.getMessage()).isEqualTo("r1: 3.0 sensors are hot");
    assertThat(alert.getOpenedAt()).isEqualTo(Instant.ofEpochSecond(40));
    assertThat(alert.getCauses())
        .extracting(Cause::getEventId)
        .containsExactly("sensor-hot/s1/10", "sensor-hot/s2/20", "sensor-hot/s4/40");
    assertThat(alert.getAggregates()).containsExactly(entry("hot", 3.0));
    stage.events(cleared("s2", "r1", 20, 50));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochSecond(50));
    stage.events(cleared("s1", "r1", 10, 60), cleared("s4", "r1", 40, 60));
    stage.events(cleared("s3", "r2", 30, 60));
    assertThat(stage.keys()).isZero();
  }

  @Test
  void alertsOfOneKeyCountOnce() {
    Stage stage = Stage.of(THREE_OF_A_ROOM.formatted(""));
    stage.events(open("s1", "r1", 10), open("s1", "r1", 20), open("s1", "r1", 30));
    assertThat(stage.alerts()).isEmpty();
  }

  @Test
  void theSameChangeTwiceIsOne() {
    Stage stage = Stage.of(THREE_OF_A_ROOM.formatted(""));
    stage.events(open("s1", "r1", 10), open("s2", "r1", 20), open("s3", "r1", 30));
    stage.events(open("s3", "r1", 30), open("s1", "r1", 10));
    assertThat(stage.states()).containsExactly("OPEN");
  }

  @Test
  void withinMustTheyOpen() {
    Stage stage = Stage.of(THREE_OF_A_ROOM.formatted(", \"within\": \"PT1M\""));
    stage.events(open("s1", "r1", 0), open("s2", "r1", 50), open("s3", "r1", 61));
    assertThat(stage.alerts()).isEmpty();
    stage.events(open("s4", "r1", 110));
    assertThat(stage.states()).containsExactly("OPEN");
    stage.advance(10_000_000);
    assertThat(stage.states()).containsExactly("OPEN");
  }

  @Test
  void alertsWithoutDurationCountForSoLong() {
    Stage stage = Stage.of(THREE_OF_A_ROOM.formatted(", \"within\": \"PT1M\""));
    stage.events(moment("s1", "r1", 0), moment("s2", "r1", 50), moment("s3", "r1", 59));
    assertThat(stage.states()).containsExactly("OPEN");
    stage.advance(60_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochSecond(60));
    stage.advance(200_000);
    assertThat(stage.keys()).isZero();
  }

  @Test
  void theConditionMustHoldForSoLong() {
    Stage stage = Stage.of(THREE_OF_A_ROOM.formatted(", \"for\": \"PT30S\""));
    stage.events(open("s1", "r1", 0), open("s2", "r1", 1), open("s3", "r1", 2));
    stage.advance(31_000).events(cleared("s3", "r1", 2, 31)).advance(100_000);
    assertThat(stage.alerts()).isEmpty();
    stage.events(open("s3", "r1", 100)).advance(130_000);
    assertThat(stage.states()).containsExactly("OPEN");
    assertThat(stage.last().getOpenedAt()).isEqualTo(Instant.ofEpochSecond(130));
  }

  @Test
  void allAnyAndAtLeast() {
    String inputs =
        "\"inputs\": {\"a\": {\"rule\": \"a\"}, \"b\": {\"rule\": \"b\"}, \"c\": {\"rule\": \"c\"}}";
    Stage all = Stage.of(composite(inputs + ", \"all\": [\"a\", \"b\"]"));
    Stage any = Stage.of(composite(inputs + ", \"any\": [\"a\", \"b\"]"));
    Stage two =
        Stage.of(
            composite(inputs + ", \"atLeast\": {\"count\": 2, \"of\": [\"a\", \"b\", \"c\"]}"));
    for (Stage stage : List.of(all, any, two)) {
      stage.events(of("c", "s1", 1, 1, AlertState.OPEN), of("b", "s1", 2, 1, AlertState.OPEN));
    }
    assertThat(all.alerts()).isEmpty();
    assertThat(any.states()).containsExactly("OPEN");
    assertThat(two.states()).containsExactly("OPEN");
    assertThat(two.last().getThresholds())
        .containsEntry("when", "(a > 0 ? 1 : 0) + (b > 0 ? 1 : 0) + (c > 0 ? 1 : 0) >= 2");
    all.events(of("a", "s1", 3, 1, AlertState.OPEN));
    assertThat(all.states()).containsExactly("OPEN");
  }

  @Test
  void suppressesWhileAnotherIsOpenInBothOrders() {
    String rule =
        composite("\"suppress\": {\"alert\": {\"rule\": \"b\"}, \"during\": {\"rule\": \"a\"}}");
    Stage before = Stage.of(rule);
    before.events(of("a", "s1", 1, 1, AlertState.OPEN), of("b", "s1", 2, 1, AlertState.OPEN));
    assertThat(before.alerts()).isEmpty();
    before.events(of("a", "s1", 1, 2, AlertState.CLEARED));
    assertThat(before.states()).containsExactly("OPEN");
    Stage after = Stage.of(rule);
    after.events(of("b", "s1", 1, 1, AlertState.OPEN), of("a", "s1", 2, 1, AlertState.OPEN));
    assertThat(after.states()).containsExactly("OPEN", "CLEARED");
    after.events(of("b", "s1", 1, 2, AlertState.CLEARED), of("a", "s1", 2, 2, AlertState.CLEARED));
    assertThat(after.keys()).isZero();
  }

  @Test
  void anInputMayBeFilteredAndLeavesWhenItNoLongerMatches() {
    Stage stage =
        Stage.of(
            composite(
                """
                "inputs": {"a": {"rule": "a", "where": "alertSeverity == 'critical'"}},
                "any": ["a"]"""));
    stage.events(severity("warning", 1, AlertState.OPEN));
    assertThat(stage.alerts()).isEmpty();
    stage.events(severity("critical", 2, AlertState.UPDATED));
    assertThat(stage.states()).containsExactly("OPEN");
    stage.events(severity("warning", 3, AlertState.UPDATED));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void theFeedGivesAlertsToThoseWhoListen() {
    CompositeFeed feed = new CompositeFeed();
    Rule rule = Stage.compiled(1, THREE_OF_A_ROOM.formatted(""));
    feed.put(rule);
    Alert alert = alert("sensor-hot", "s1", "r1", 1, 1, AlertState.OPEN);
    assertThat(feed.events(alert, 5)).extracting(AlertEvent::objectType).containsExactly("room");
    assertThat(feed.events(alert("other", "s1", "r1", 1, 1, AlertState.OPEN), 5)).isEmpty();
    alert.setShadow(true);
    assertThat(feed.events(alert, 5)).isEmpty();
    feed.remove(rule.head().slot());
    assertThat(feed.listens("sensor-hot")).isFalse();
  }

  @Test
  void aHostHandsAlertsOnFromRuleToComposite() {
    Recorded recorded = new Recorded();
    RuleHost host = new RuleHost(recorded);
    host.put(Stage.compiled(1, THREE_OF_A_ROOM.formatted(", \"for\": \"PT10S\"")));
    host.put(
        Stage.compiled(
            1,
            """
            {"id": "sensor-hot", "kind": "threshold", "objectType": "machine",
             "condition": "t > 80.0", "message": "{room}"}"""));
    host.onEvent(Reading.of("s1", 1, "room", "r1", "t", 90.0));
    host.onEvent(Reading.of("s2", 2, "room", "r1", "t", 90.0));
    host.onEvent(Reading.of("s3", 3, "room", "r1", "t", 90.0));
    assertThat(composites(recorded)).isEmpty();
    host.onEvent(Reading.of("s3", 14, "room", "r1", "t", 70.0));
    assertThat(composites(recorded)).containsExactly("OPEN", "CLEARED");
    host.onEvent(Reading.of("s3", 20, "room", "r1", "t", 90.0));
    host.advance(30_000);
    assertThat(composites(recorded)).containsExactly("OPEN", "CLEARED", "OPEN");
    host.remove("room-hot", 40_000);
    host.remove("sensor-hot", 40_000);
    assertThat(composites(recorded)).containsExactly("OPEN", "CLEARED", "OPEN", "CLEARED");
    assertThat(host.keys()).isZero();
  }

  private static List<String> composites(Recorded recorded) {
    return recorded.alerts().stream()
        .filter(alert -> alert.getKind().equals("composite"))
        .map(alert -> alert.getState().toString())
        .toList();
  }

  @Test
  void refusesCyclesAndWhatGoesTooDeep() {
    Rule a = Stage.compiled(1, named("a", "b"));
    Rule b = Stage.compiled(1, named("b", "c"));
    Rule c = Stage.compiled(1, named("c", "a"));
    Rule leaf = Stage.compiled(1, named("c", "threshold"));
    assertThat(Composites.refusal(c, List.of(a, b), 9)).get().asString().contains("itself");
    assertThat(Composites.refusal(leaf, List.of(a, b), 9)).isEmpty();
    assertThat(Composites.refusal(leaf, List.of(a, b), 2)).get().asString().contains("2 deep");
    assertThat(Composites.refusal(leaf, List.of(), 1)).isEmpty();
    assertThat(Composites.refusal(a, List.of(a, b), 1)).isPresent();
  }

  @Test
  void refusesWhatMakesNoSense() {
    String inputs = "\"inputs\": {\"a\": {\"rule\": \"a\"}}, ";
    assertThatThrownBy(() -> Stage.of(composite(inputs + "\"when\": \"a == 0\"")))
        .hasMessageContaining("no alert is open");
    assertThatThrownBy(() -> Stage.of(composite(inputs + "\"all\": [\"b\"]")))
        .hasMessageContaining("No input has the name b");
    assertThatThrownBy(() -> Stage.of(composite(inputs + "\"when\": \"a\"")))
        .hasMessageContaining("/when");
    assertThatThrownBy(() -> Stage.of(composite(inputs + "\"any\": [\"a\"], \"all\": [\"a\"]")))
        .hasMessageContaining("One of these");
    assertThatThrownBy(() -> Stage.of(composite("\"any\": [\"a\"]")))
        .hasMessageContaining("/inputs");
    assertThatThrownBy(
            () -> Stage.of(composite("\"inputs\": {\"r\": {\"rule\": \"r\"}}, \"any\": [\"r\"]")))
        .hasMessageContaining("itself");
  }

  @Test
  void alertsAreBounded() {
    String rule = THREE_OF_A_ROOM.formatted(", \"limit\": {\"most\": 2, \"policy\": \"stop\"}");
    Stage stage = Stage.of(rule);
    stage.events(open("s1", "r1", 1), open("s2", "r1", 2), open("s3", "r1", 3));
    assertThat(stage.alerts()).isEmpty();
    assertThat(stage.failures()).hasSize(1).first().asString().contains("more than 2 alerts");
  }

  private static String composite(String more) {
    return "{\"id\": \"r\", \"kind\": \"composite\", \"objectType\": \"sensor\", " + more + "}";
  }

  private static String named(String id, String listensTo) {
    return """
        {"id": "%s", "kind": "composite", "objectType": "sensor",
         "inputs": {"x": {"rule": "%s"}}, "any": ["x"]}"""
        .formatted(id, listensTo);
  }

  private static AlertEvent open(String sensor, String room, long at) {
    return event(alert("sensor-hot", sensor, room, at, 1, AlertState.OPEN), "room");
  }

  private static AlertEvent cleared(String sensor, String room, long opened, long at) {
    Alert alert = alert("sensor-hot", sensor, room, opened, 2, AlertState.CLEARED);
    alert.setClearedAt(Instant.ofEpochSecond(at));
    return event(alert, "room");
  }

  private static AlertEvent moment(String sensor, String room, long at) {
    Alert alert = alert("sensor-hot", sensor, room, at, 1, AlertState.OPEN);
    alert.setClearedAt(alert.getOpenedAt());
    return event(alert, "room");
  }

  private static AlertEvent of(String rule, String sensor, long at, long seq, AlertState state) {
    Alert alert = alert(rule, sensor, "r1", at, seq, state);
    if (state == AlertState.CLEARED) {
      alert.setClearedAt(Instant.ofEpochSecond(at + 100));
    }
    return event(alert, "sensor");
  }

  private static AlertEvent severity(String severity, long seq, AlertState state) {
    Alert alert = alert("a", "s1", "r1", 1, seq, state);
    alert.setSeverity(severity);
    return event(alert, "sensor");
  }

  private static AlertEvent event(Alert alert, String type) {
    return AlertEvent.of(alert, type, 0);
  }

  private static Alert alert(
      String rule, String sensor, String room, long at, long seq, AlertState state) {
    Instant opened = Instant.ofEpochSecond(at);
    return Alert.newBuilder()
        .setId(rule + "/" + sensor + "/" + at)
        .setSeq(seq)
        .setState(state)
        .setRuleId(rule)
        .setRuleVersion(1)
        .setSeverity("warning")
        .setMessage("")
        .setObjectType("sensor")
        .setObjectId(sensor)
        .setKey("sensor/" + sensor)
        .setOpenedAt(opened)
        .setCauses(
            List.of(
                new Cause("e" + sensor, "d" + sensor, "t", opened, opened, Map.of("room", room))))
        .build();
  }
}
