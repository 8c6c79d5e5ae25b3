package io.millrace.udfs.rules.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThresholdTimeTest {
  private static final String HOLD = "\"condition\": \"temperature > 90\", \"for\": \"PT5M\"";

  @Test
  void opensWhenTheConditionHasHeldLongEnough() throws Exception {
    Thresholds hot = Thresholds.of(HOLD).temperature(1, 91).temperature(5.9, 95);
    assertThat(hot.changes()).isEmpty();
    assertThat(hot.temperature(6, 92).changes()).containsExactly("OPEN@6.0 warning");
    assertThat(hot.recorded().alerts().get(0).getCauses().get(0).getEventId()).isEqualTo("e1");
    assertThat(hot.recorded().alerts().get(0).getReason()).isEqualTo("condition holds for PT5M");
    assertThat(hot.recorded().alerts().get(0).getThresholds()).containsEntry("for", "PT5M");
  }

  @Test
  void opensWhileTheDeviceIsSilent() throws Exception {
    Thresholds hot = Thresholds.of(HOLD).temperature(1, 91).pass(5.9);
    assertThat(hot.changes()).isEmpty();
    assertThat(hot.pass(6).changes()).containsExactly("OPEN@6.0 warning");
  }

  @Test
  void aBreakStartsTheHoldAnew() throws Exception {
    Thresholds hot = Thresholds.of(HOLD).temperature(1, 91).temperature(3, 80).temperature(4, 91);
    assertThat(hot.pass(8.9).changes()).isEmpty();
    assertThat(hot.pass(9).changes()).containsExactly("OPEN@9.0 warning");
  }

  @Test
  void aBreakAtTheVeryEndCancels() throws Exception {
    Thresholds hot = Thresholds.of(HOLD).temperature(1, 91).temperature(6, 80).pass(60);
    assertThat(hot.changes()).isEmpty();
    assertThat(hot.host().keys()).isZero();
  }

  @Test
  void anEventThatComesBeforeTheTimerOpensAndThenClears() throws Exception {
    Thresholds hot = Thresholds.of(HOLD).temperature(1, 91).temperature(7, 80);
    assertThat(hot.changes()).containsExactly("OPEN@6.0 warning", "CLEARED@7.0 warning");
  }

  @Test
  void anEventWithoutThePropertyDoesNotBreakTheHold() throws Exception {
    Thresholds hot = Thresholds.of(HOLD).temperature(1, 91).other(3).pass(6);
    assertThat(hot.changes()).containsExactly("OPEN@6.0 warning");
  }

  @Test
  void clearsWhenTheClearConditionHasHeldLongEnough() throws Exception {
    Thresholds hot =
        Thresholds.of(
                "\"condition\": \"temperature > 90\","
                    + "\"clear\": {\"condition\": \"temperature < 80\", \"for\": \"PT2M\"}")
            .temperature(1, 91)
            .temperature(2, 79)
            .temperature(3, 85)
            .temperature(4, 78)
            .pass(5.9);
    assertThat(hot.changes()).containsExactly("OPEN@1.0 warning");
    assertThat(hot.pass(6).changes()).containsExactly("OPEN@1.0 warning", "CLEARED@6.0 warning");
    assertThat(hot.reasons()).last().isEqualTo("clear condition holds for PT2M");
    assertThat(hot.recorded().alerts().get(1).getCauses())
        .extracting(c -> c.getEventId())
        .containsExactly("e1", "e4");
    assertThat(hot.host().keys()).isZero();
  }

  @Test
  void theNegationMayHaveToHoldToo() throws Exception {
    Thresholds hot =
        Thresholds.of("\"condition\": \"temperature > 90\", \"clear\": {\"for\": \"PT2M\"}")
            .temperature(1, 91)
            .temperature(2, 90)
            .temperature(3, 91)
            .temperature(4, 90)
            .pass(6);
    assertThat(hot.changes()).containsExactly("OPEN@1.0 warning", "CLEARED@6.0 warning");
  }

  @Test
  void inTheCooldownNoneOpens() throws Exception {
    Thresholds hot =
        Thresholds.of("\"condition\": \"temperature > 90\", \"cooldown\": \"PT10M\"")
            .temperature(1, 91)
            .temperature(2, 80)
            .temperature(3, 91)
            .temperature(4, 80)
            .temperature(13, 91);
    assertThat(hot.changes())
        .containsExactly("OPEN@1.0 warning", "CLEARED@2.0 warning", "OPEN@13.0 warning");
  }

  @Test
  void whatStillHoldsAtTheEndOfTheCooldownOpens() throws Exception {
    Thresholds hot =
        Thresholds.of("\"condition\": \"temperature > 90\", \"cooldown\": \"PT10M\"")
            .temperature(1, 91)
            .temperature(2, 80)
            .temperature(5, 91)
            .pass(12);
    assertThat(hot.changes())
        .containsExactly("OPEN@1.0 warning", "CLEARED@2.0 warning", "OPEN@12.0 warning");
    assertThat(hot.recorded().alerts().get(2).getCauses().get(0).getEventId()).isEqualTo("e3");
  }

  @Test
  void afterTheCooldownNothingIsLeft() throws Exception {
    Thresholds hot =
        Thresholds.of("\"condition\": \"temperature > 90\", \"cooldown\": \"PT10M\"")
            .temperature(1, 91)
            .temperature(2, 80);
    assertThat(hot.host().keys()).isEqualTo(1);
    assertThat(hot.pass(12).host().keys()).isZero();
  }

  @Test
  void aChangeByALateEventIsMarked() throws Exception {
    Thresholds hot = Thresholds.of("\"condition\": \"temperature > 90\"");
    hot.temperature(5, 91).temperature(3, 80);
    assertThat(hot.recorded().alerts())
        .extracting(a -> a.getCorrected())
        .containsExactly(false, true);
  }
}
