package io.millrace.udfs.rules.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.Carry;
import org.junit.jupiter.api.Test;

class LevelsAndFlappingTest {
  private static final String LEVELS =
      """
      "levels": [
        {"name": "warm", "severity": "warning", "condition": "temperature > 80"},
        {"name": "hot", "severity": "critical", "condition": "temperature > 95",
         "for": "PT2M", "clear": "temperature < 90"}]""";
  private static final String FLAP =
      "\"condition\": \"temperature > 90\", \"flap\": {\"changes\": 4, \"within\": \"PT10M\"}";

  @Test
  void escalatesAndDeescalates() throws Exception {
    Thresholds levels =
        Thresholds.of(LEVELS)
            .temperature(1, 85)
            .temperature(2, 97)
            .temperature(4, 97)
            .temperature(5, 92)
            .temperature(6, 89)
            .temperature(7, 70);
    assertThat(levels.changes())
        .containsExactly(
            "OPEN@1.0 warm", "UPDATED@1.0 hot", "UPDATED@1.0 warm", "CLEARED@7.0 warm");
    assertThat(levels.recorded().alerts())
        .extracting(Alert::getSeverity)
        .containsExactly("warning", "critical", "warning", "warning");
    assertThat(levels.recorded().alerts())
        .extracting(Alert::getSeq)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(levels.recorded().alerts()).extracting(Alert::getId).containsOnly(id(levels));
    assertThat(levels.reasons().get(1)).isEqualTo("level warm → hot");
    assertThat(levels.recorded().alerts().get(1).getCauses())
        .extracting(c -> c.getEventId())
        .as("what opened it, and what began the hold of the level")
        .containsExactly("e1", "e2");
    assertThat(levels.recorded().alerts().get(0).getThresholds())
        .containsEntry("hot.condition", "temperature > 95")
        .containsEntry("hot.for", "PT2M");
    assertThat(levels.host().keys()).isZero();
  }

  @Test
  void opensAtTheHighestLevelThatIsReached() throws Exception {
    Thresholds levels = Thresholds.of(LEVELS.replace("\"for\": \"PT2M\", ", ""));
    assertThat(levels.temperature(1, 99).changes()).containsExactly("OPEN@1.0 hot");
    assertThat(levels.temperature(2, 70).changes()).last().isEqualTo("CLEARED@2.0 hot");
  }

  @Test
  void whatFlapsStaysOpenUntilItIsCalm() throws Exception {
    Thresholds flapping =
        Thresholds.of(FLAP)
            .temperature(1, 91)
            .temperature(2, 80)
            .temperature(3, 91)
            .temperature(4, 80)
            .temperature(5, 91)
            .temperature(6, 80)
            .temperature(7, 91)
            .temperature(8, 80)
            .pass(17.9);
    assertThat(flapping.changes())
        .containsExactly(
            "OPEN@1.0 warning", "CLEARED@2.0 warning", "OPEN@3.0 warning", "UPDATED@3.0 warning");
    assertThat(flapping.reasons()).last().isEqualTo("flapping: 4 changes within PT10M");
    assertThat(flapping.pass(18).changes()).last().isEqualTo("CLEARED@18.0 warning");
    assertThat(flapping.reasons().get(4)).contains("flapping is over");
    assertThat(flapping.host().keys()).isZero();
  }

  @Test
  void whatCalmsWhileItHoldsStaysOpenAndSaysSo() throws Exception {
    Thresholds flapping = Thresholds.of(FLAP);
    for (int minute = 1; minute <= 5; minute++) {
      flapping.temperature(minute, minute % 2 == 1 ? 91 : 80);
    }
    assertThat(flapping.pass(15).reasons()).last().isEqualTo("no longer flapping");
    assertThat(flapping.temperature(16, 80).changes()).last().isEqualTo("CLEARED@16.0 warning");
  }

  @Test
  void slowChangesAreNoFlapping() throws Exception {
    Thresholds slow = Thresholds.of(FLAP);
    for (int i = 0; i < 8; i++) {
      slow.temperature(1 + 5 * i, i % 2 == 0 ? 91 : 80);
    }
    assertThat(slow.changes()).hasSize(8).noneMatch(change -> change.startsWith("UPDATED"));
    assertThat(slow.pass(60).host().keys()).isZero();
  }

  @Test
  void refusesWhatMakesNoSense() {
    refuses("\"condition\": \"t > 1\", \"levels\": []", "/condition", "/levels");
    refuses(
        "\"levels\": [{\"name\": \"a\", \"condition\": \"t > 1\"},"
            + "{\"name\": \"a\", \"condition\": \"t > 2\"}]",
        "/levels/1/name");
    refuses("\"condition\": \"t > 1\", \"mode\": \"each\", \"for\": \"PT5M\"", "/for");
    refuses("\"condition\": \"t > 1\", \"for\": \"soon\"", "/for");
    refuses("\"condition\": \"t > 1\", \"flap\": {\"within\": \"PT0S\"}", "/flap/within");
    refuses("\"condition\": \"t > 1\", \"clear\": {\"condition\": \"t <\"}", "/clear/condition");
  }

  @Test
  void stateIsCarriedWhereTheLevelsAreTheSame() throws Exception {
    var two = Thresholds.rule(LEVELS);
    var one = Thresholds.rule(2, FLAP);
    assertThat(one.process().carries(two)).isInstanceOf(Carry.Refused.class);
    assertThat(two.process().carries(Thresholds.rule(2, LEVELS.replace("95", "96"))))
        .isInstanceOf(Carry.Allowed.class);
  }

  private static String id(Thresholds thresholds) {
    return thresholds.recorded().alerts().get(0).getId();
  }

  private static void refuses(String fields, String... paths) {
    assertThatThrownBy(() -> Thresholds.rule(fields))
        .isInstanceOfSatisfying(
            io.millrace.udfs.definition.DefinitionException.class,
            e ->
                assertThat(e.problems())
                    .extracting(p -> p.path())
                    .containsExactlyInAnyOrder(paths));
  }
}
