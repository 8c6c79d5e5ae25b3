package io.millrace.udfs.rules.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Cause;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Stage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowRuleTest {
  private static final String MINUTE =
      """
      {"id": "hot-average", "kind": "window", "objectType": "machine",
       "window": {"type": "tumbling", "size": "PT1M"},
       "aggregates": {"mean": {"function": "avg", "of": "temperature"}},
       "having": "mean > 80.0 && count >= 2",
       "message": "{objectId}: {mean} °C on average" %s}""";

  @Test
  void aWindowIsJudgedWhenTimeComesToItsEnd() {
    Stage stage = Stage.of(MINUTE.formatted(""));
    stage.events(hot(5, 90.0), hot(50, 80.0)).advance(59_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(60_000);
    Alert alert = stage.last();
    assertThat(stage.states()).containsExactly("OPEN");
    assertThat(alert.getOpenedAt()).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(alert.getAggregates()).containsOnly(entry("mean", 85.0), entry("count", 2.0));
    assertThat(alert.getWindow().getStart()).isEqualTo(Instant.ofEpochSecond(0));
    assertThat(alert.getWindow().getEnd()).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(alert.getThresholds()).containsEntry("having", "mean > 80.0 && count >= 2");
    assertThat(alert.getCauses()).extracting(Cause::getEventId).containsExactly("m1@50000");
    assertThat(alert.getMessage()).isEqualTo("m1: 85.0 °C on average");
    assertThat(alert.getKind()).isEqualTo("window");
  }

  @Test
  void theAlertIsClearedByTheFirstWindowThatSaysOtherwise() {
    Stage stage = Stage.of(MINUTE.formatted(""));
    stage.events(hot(5, 90.0), hot(50, 80.0)).advance(60_000);
    stage.events(hot(65, 90.0), hot(70, 90.0)).advance(120_000);
    assertThat(stage.states()).containsExactly("OPEN");
    stage.events(hot(125, 90.0)).advance(180_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getSeq()).isEqualTo(2);
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochSecond(180));
    assertThat(stage.keys()).isZero();
  }

  @Test
  void aWindowWithoutAValueSaysNothing() {
    Stage stage = Stage.of(MINUTE.replace(" && count >= 2", "").formatted(""));
    stage.events(hot(5, 90.0)).advance(600_000);
    assertThat(stage.states()).containsExactly("OPEN");
    assertThat(stage.keys()).isEqualTo(1);
    stage.remove("hot-average", 700_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void anEmptyWindowClearsWhatCountsEvents() {
    Stage stage = Stage.of(counting("\"tumbling\", \"size\": \"PT1M\"", 2, ""));
    stage.events(hot(5, 1.0), hot(6, 1.0)).advance(119_999);
    assertThat(stage.states()).containsExactly("OPEN");
    stage.advance(120_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void orderWithinAWindowMakesNoDifference() {
    Stage one = Stage.of(MINUTE.formatted("")).events(hot(5, 90.0), hot(50, 80.0)).advance(60_000);
    Stage two = Stage.of(MINUTE.formatted("")).events(hot(50, 80.0), hot(5, 90.0)).advance(60_000);
    assertThat(one.alerts()).hasSize(1).isEqualTo(two.alerts());
  }

  @Test
  void eachWindowIsAnAlertOfItsOwnInModeEach() {
    Stage stage = Stage.of(MINUTE.formatted(", \"mode\": \"each\""));
    stage.events(hot(5, 90.0), hot(50, 80.0)).advance(60_000);
    stage.events(hot(65, 90.0), hot(70, 90.0)).advance(120_000);
    assertThat(stage.states()).containsExactly("OPEN", "OPEN");
    assertThat(stage.alerts().get(0).getId()).isNotEqualTo(stage.last().getId());
    assertThat(stage.last().getClearedAt()).isEqualTo(stage.last().getOpenedAt());
    assertThat(stage.keys()).isZero();
  }

  @Test
  void onlyEventsThatMatchAndHaveTheValueCount() {
    Stage stage = Stage.of(MINUTE.formatted(", \"mode\": \"each\", \"where\": \"site == 'A'\""));
    stage.events(
        Reading.of("m1", 1, "site", "A", "temperature", 90.0),
        Reading.of("m1", 2, "site", "B", "temperature", 0.0),
        Reading.of("m1", 3, "temperature", 0.0),
        Reading.of("m1", 4, "site", "A", "humidity", 5.0),
        Reading.of("m1", 5, "site", "A", "temperature", 90L));
    stage.advance(60_000);
    assertThat(stage.last().getAggregates()).containsOnly(entry("mean", 90.0), entry("count", 2.0));
  }

  @Test
  void keysAreJudgedApartAndMayBeAnyExpression() {
    Stage stage = Stage.of(MINUTE.formatted(", \"by\": \"site\""));
    stage.events(
        Reading.of("m1", 1, "site", "A", "temperature", 90.0),
        Reading.of("m2", 2, "site", "A", "temperature", 90.0),
        Reading.of("m3", 3, "site", "B", "temperature", 90.0));
    stage.advance(60_000);
    assertThat(stage.alerts()).extracting(Alert::getKey).containsExactly("A");
  }

  @Test
  void levelsRiseAndFall() {
    Stage stage =
        Stage.of(
            """
            {"id": "r", "kind": "window", "objectType": "machine",
             "window": {"type": "tumbling", "size": "PT1M"},
             "aggregates": {"top": {"function": "max", "of": "temperature"}},
             "levels": [{"severity": "warning", "having": "top > 80.0"},
                        {"severity": "critical", "having": "top > 90.0"}]}""");
    stage.events(hot(1, 85.0)).advance(60_000);
    stage.events(hot(61, 95.0)).advance(120_000);
    stage.events(hot(121, 85.0)).advance(180_000);
    stage.events(hot(181, 70.0)).advance(240_000);
    assertThat(stage.states()).containsExactly("OPEN", "UPDATED", "UPDATED", "CLEARED");
    assertThat(stage.alerts())
        .extracting(Alert::getSeverity)
        .containsExactly("warning", "critical", "warning", "warning");
    assertThat(stage.alerts()).extracting(Alert::getId).containsOnly(stage.last().getId());
    assertThat(stage.keys()).isZero();
  }

  @Test
  void aSlidingWindowIsJudgedAtEachEventAndWhenEventsLeave() {
    Stage stage = Stage.of(counting("\"sliding\", \"size\": \"PT1M\"", 3, ""));
    stage.events(hot(0, 1.0), hot(30, 1.0), hot(59.999, 1.0));
    assertThat(stage.states()).containsExactly("OPEN");
    stage.advance(59_999);
    assertThat(stage.states()).containsExactly("OPEN");
    stage.advance(60_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochSecond(60));
    stage.advance(10_000_000);
    assertThat(stage.keys()).isZero();
  }

  @Test
  void aSlidingWindowLeavesOutWhatIsExactlyItsSizeAgo() {
    Stage stage = Stage.of(counting("\"sliding\", \"size\": \"PT1M\"", 2, ""));
    stage.events(hot(0, 1.0), hot(60, 1.0));
    assertThat(stage.alerts()).isEmpty();
    stage.events(hot(119.999, 1.0));
    assertThat(stage.states()).containsExactly("OPEN");
  }

  @Test
  void aSessionEndsWithTheGap() {
    Stage stage = Stage.of(counting("\"session\", \"gap\": \"PT10S\"", 3, "\"mode\": \"each\","));
    stage.events(hot(0, 1.0), hot(9.999, 1.0), hot(15, 1.0)).advance(24_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(25_000);
    assertThat(stage.states()).containsExactly("OPEN");
    assertThat(stage.last().getWindow().getEnd()).isEqualTo(Instant.ofEpochSecond(25));
    stage.events(hot(30, 1.0), hot(40, 1.0), hot(45, 1.0)).advance(100_000);
    assertThat(stage.states()).containsExactly("OPEN");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void whatIsNoNumberIsReportedAndLeftOut() {
    Stage stage = Stage.of(MINUTE.formatted(", \"mode\": \"each\""));
    stage.events(hot(1, 90.0), hot(2, Double.NaN), hot(3, Double.POSITIVE_INFINITY), hot(4, 90.0));
    stage.events(Reading.of("m1", 5, "temperature", "warm")).advance(60_000);
    assertThat(stage.failures()).hasSize(3).allMatch(f -> f.contains("temperature"));
    assertThat(stage.last().getAggregates()).containsOnly(entry("mean", 90.0), entry("count", 2.0));
  }

  @Test
  void theLimitDropsTheOldestOrStops() {
    String rule = counting("\"sliding\", \"size\": \"PT1M\"", 3, "\"limit\": {\"most\": 3%s},");
    Stage drop = Stage.of(rule.formatted(""));
    for (int i = 0; i < 10; i++) {
      drop.events(hot(i, 1.0));
    }
    assertThat(drop.states()).containsExactly("OPEN");
    assertThat(drop.last().getAggregates()).containsEntry("count", 3.0);
    assertThat(drop.failures()).isEmpty();
    Stage stop = Stage.of(rule.formatted(", \"policy\": \"stop\""));
    for (int i = 0; i < 10; i++) {
      stop.events(hot(i, 1.0));
    }
    assertThat(stop.failures()).hasSize(1).first().asString().contains("more than 3");
    stop.events(hot(70, 1.0), hot(71, 1.0)).advance(1_000_000);
    assertThat(stop.keys()).isZero();
  }

  private static String counting(String window, int count, String more) {
    return """
        {"id": "r", "kind": "window", "objectType": "machine", %s
         "window": {"type": %s}, "having": "count >= %d"}"""
        .formatted(more, window, count);
  }

  private static Reading hot(double at, double temperature) {
    return Reading.of("m1", at, "temperature", temperature);
  }
}
