package io.millrace.local.demo.report;

import static io.millrace.local.demo.report.Alerts.versioned;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleChangeTest {
  private static final RuleChange CHANGE =
      new RuleChange(
          new Threshold("room-warm", "temperature", 25, 24),
          2,
          Instant.ofEpochMilli(1000),
          2,
          Duration.ofSeconds(1));

  private static final SeenAlert FIRST = versioned("room-warm", 2, "r1", 26, 1300, 5000L);
  private static final SeenAlert SECOND = versioned("room-warm", 2, "r2", 27, 1900, 5000L);

  @Test
  void theWholeEffectInTimeHolds() {
    assertThat(CHANGE.checks(List.of(FIRST, SECOND))).hasSize(5).allMatch(Check::holds);
    assertThat(CHANGE.reaction(List.of(SECOND, FIRST))).contains(Duration.ofMillis(300));
  }

  @Test
  void howLongMessagesWaitBeforeTheyAreJudgedIsNoPartOfIt() {
    assertThat(CHANGE.inForce(List.of(SECOND, FIRST))).contains(Duration.ofMillis(295));
    SeenAlert late = Alerts.waited(FIRST, 7000, 5800);
    assertThat(CHANGE.checks(List.of(late, SECOND))).allMatch(Check::holds);
    SeenAlert later = Alerts.waited(FIRST, 7000, 4990);
    assertThat(CHANGE.checks(List.of(later)).get(0).holds()).isFalse();
  }

  @Test
  void anyOtherEffectDoesNot() {
    assertThat(failed(FIRST)).isEqualTo(1);
    assertThat(failed()).isEqualTo(2);
    assertThat(failed(SECOND, versioned("room-warm", 2, "r1", 25, 1300, 5000L))).isEqualTo(1);
    assertThat(failed(SECOND, versioned("room-warm", 2, "r1", 26, 1300, null))).isEqualTo(1);
    assertThat(failed(FIRST, SECOND, versioned("room-warm", 1, "r3", 26, 900, 950L))).isEqualTo(1);
    assertThat(
            failed(
                versioned("room-warm", 2, "r1", 26, 2006, 5000L),
                versioned("room-warm", 2, "r2", 26, 2006, 5000L)))
        .isEqualTo(1);
  }

  private static long failed(SeenAlert... alerts) {
    return CHANGE.checks(List.of(alerts)).stream().filter(check -> !check.holds()).count();
  }
}
