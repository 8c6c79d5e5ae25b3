package io.millrace.udfs.rules.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.Expected;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Stage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the catalogue expects, told early or late, before or after rules changed. */
class ExpectedTest {
  private static final long NEVER = Long.MIN_VALUE;
  private static final String SILENT =
      """
      {"id": "silent", "kind": "absence", "objectType": "machine", "for": "PT10M" %s}\
      """;
  private static final String BY_SITE = SILENT.formatted(", \"by\": \"site\"");

  @Test
  void noOtherRuleSeesIt() {
    Stage stage =
        Stage.of(
            """
            {"id": "at-a", "kind": "threshold", "objectType": "machine", "condition": "site == 'A'"}
            """,
            """
            {"id": "many", "kind": "window", "objectType": "machine", "having": "n > 0",
             "window": {"type": "sliding", "size": "PT1M"},
             "aggregates": {"n": {"function": "count"}}}\
            """);
    stage.events(expected("m1", 100, true, "A")).advance(10_000_000);
    assertThat(stage.alerts()).isEmpty();
    assertThat(stage.keys()).isZero();
  }

  @Test
  void itIsToldToARuleThatIsNewerAndCountsFromThen() {
    Stage stage = new Stage().rule(1, 500_000, SILENT.formatted(""));
    stage.expect(NEVER, 499_999, expected("m1", 100, true, "A")).advance(5_000_000);
    assertThat(stage.keys()).as("the rule is not in force").isZero();
    stage = new Stage().rule(1, 500_000, SILENT.formatted(""));
    stage.expect(NEVER, 600_000, expected("m1", 100, true, "A")).advance(1_099_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(1_100_000);
    assertThat(stage.last().getOpenedAt()).isEqualTo(Instant.ofEpochSecond(1_100));
  }

  @Test
  void aReplayThatKnowsTheNextVersionFromTheStartTellsTheSame() {
    Expected expected = expected("m1", 100, true, "A");
    Stage first = new Stage().rule(1, 0, SILENT.formatted(""));
    first.expect(NEVER, 101_000, expected).advance(700_000);
    first.rule(2, 800_000, SILENT.formatted(", \"severity\": \"critical\""));
    first.expect(799_999, 801_000, expected).advance(900_000);

    Stage again = new Stage().rule(1, 0, SILENT.formatted(""));
    again.rule(2, 800_000, SILENT.formatted(", \"severity\": \"critical\""));
    again.advance(650_000).expect(NEVER, 801_000, expected).advance(2_000_000);
    assertThat(first.alerts()).hasSize(1);
    assertThat(again.alerts()).hasSize(1);
    assertThat(again.last().getId()).isEqualTo(first.last().getId());
    assertThat(again.last().getSeq()).isEqualTo(first.last().getSeq());
  }

  @Test
  void aRuleThatCameBackTellsAnew() {
    Expected expected = expected("m1", 100, true, "A");
    Stage stage = new Stage().rule(1, 0, SILENT.formatted(""));
    stage.expect(NEVER, 101_000, expected).advance(700_000).remove("silent", 750_000);
    stage.rule(3, 800_000, SILENT.formatted(""));
    stage.expect(799_999, 801_000, expected).advance(1_500_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED", "OPEN");
    assertThat(stage.last().getId()).isNotEqualTo(stage.alerts().get(0).getId());
  }

  @Test
  void whatWasToldBeforeIsNotToldAgain() {
    String forgets = SILENT.formatted(", \"forget\": \"PT20M\"");
    Expected expected = expected("m1", 100, true, "A");
    Stage stage = new Stage().rule(1, 0, forgets);
    stage.expect(NEVER, 101_000, expected).advance(1_300_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    stage.expect(101_000, 2_000_000, expected).advance(5_000_000);
    assertThat(stage.states()).as("it was forgotten").containsExactly("OPEN", "CLEARED");
  }

  @Test
  void aVersionThatLetsTheOldOneFinishWatchesAnew() {
    Expected expected = expected("m1", 100, true, "A");
    Stage stage = new Stage().rule(1, 0, SILENT.formatted(""));
    stage.expect(NEVER, 101_000, expected);
    stage.rule(2, 200_000, SILENT.formatted(", \"onChange\": \"drain\""));
    stage.expect(199_999, 201_000, expected).advance(800_000);
    assertThat(stage.alerts()).extracting(Alert::getRuleVersion).containsExactly(2L);
  }

  @Test
  void aKeyOfManyIsMissedUntilTheLastIsGone() {
    Stage stage = Stage.of(BY_SITE);
    stage.events(expected("m1", 100, true, "A"), expected("m2", 100, true, "A"));
    stage.advance(700_000);
    assertThat(stage.alerts()).extracting(Alert::getKey).containsExactly("A");
    stage.events(gone("m1", 800, true));
    assertThat(stage.states()).containsExactly("OPEN");
    stage.events(gone("m2", 900, false));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void anEventThatMatchesBreaksTheSilenceOfTheExpected() {
    Stage stage = Stage.of(SILENT.formatted(", \"where\": \"vibration > 0.0\""));
    stage.events(expected("m1", 100, true, "A"), Reading.of("m1", 200, "vibration", 0.0));
    stage.advance(700_000);
    assertThat(stage.last().getReason()).isEqualTo("never heard from");
    stage.events(Reading.of("m1", 800, "vibration", 1.0));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
  }

  private static Expected expected(String machine, long seconds, boolean still, String site) {
    return new Expected(
        "machine",
        machine,
        "d-" + machine,
        seconds * 1000,
        seconds * 1000,
        still,
        false,
        Map.of("site", site));
  }

  private static Expected gone(String machine, long seconds, boolean others) {
    return new Expected(
        "machine",
        machine,
        "d-" + machine,
        seconds * 1000,
        seconds * 1000,
        false,
        others,
        Map.of("site", "A"));
  }
}
