package io.millrace.service.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.rule.ShadowDiffView.Difference;
import io.millrace.service.rule.ShadowDiffView.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPairsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void whatTheSameEventOpenedIsOnePair() {
    AlertPairs pairs =
        pairs(List.of(alert("m1", "e1", 10, 20)), List.of(alert("m1", "e1", 10, 20)));
    assertThat(pairs.same()).isEqualTo(1);
    assertThat(pairs.differences()).isEmpty();
  }

  @Test
  void anotherEndOrSeverityIsAChange() {
    AlertPairs pairs =
        pairs(List.of(alert("m1", "e1", 10, 20)), List.of(alert("m1", "e1", 10, 30)));
    assertThat(pairs.same()).isZero();
    Difference difference = pairs.differences().get(0);
    assertThat(difference.outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(difference.fields()).containsExactly("clearedAt");
    assertThat(difference.active()).isNotNull();
    assertThat(difference.shadow()).isNotNull();
  }

  @Test
  void alertsOfOneKeyThatWereOpenTogetherArePairedAndOthersAreNot() {
    AlertPairs pairs =
        pairs(
            List.of(alert("m1", "e1", 10, 20), alert("m2", "e2", 10, 20)),
            List.of(alert("m1", "e3", 15, 20), alert("m2", "e4", 30, 40)));
    assertThat(pairs.count(Outcome.CHANGED)).isEqualTo(1);
    assertThat(pairs.differences())
        .extracting(Difference::outcome)
        .containsExactly(Outcome.CHANGED, Outcome.ONLY_ACTIVE, Outcome.ONLY_SHADOW);
    assertThat(pairs.differences().get(0).fields()).containsExactly("openedAt", "openedBy");
  }

  @Test
  void anAlertFromBeforeTheTrialIsComparedByItsEndAlone() {
    AlertPairs pairs =
        pairs(
            List.of(
                alert("m1", "e1", -60, 20), alert("m2", "e2", -60, -10), alert("m3", "e3", -5, 9)),
            List.of(alert("m1", "e9", 5, 20)));
    assertThat(pairs.same()).as("open at the beginning, cleared with the trial's").isEqualTo(1);
    assertThat(pairs.differences()).as("the others say nothing of the trial").isEmpty();
  }

  private static AlertPairs pairs(List<ComparedAlert> active, List<ComparedAlert> shadow) {
    return AlertPairs.of(active, shadow, NOON);
  }

  private static ComparedAlert alert(String object, String openedBy, long opened, long cleared) {
    Instant openedAt = NOON.plusSeconds(opened);
    return new ComparedAlert(
        object + openedBy,
        "CLEARED",
        "warning",
        "machine/" + object,
        "machine",
        object,
        openedAt,
        NOON.plusSeconds(cleared),
        List.of(new ComparedAlert.Cause(openedBy, openedAt)));
  }
}
