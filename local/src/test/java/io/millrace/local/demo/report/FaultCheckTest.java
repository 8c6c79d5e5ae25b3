package io.millrace.local.demo.report;

import static io.millrace.local.demo.report.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.plant.Fault;
import io.millrace.local.demo.plant.FaultKind;
import io.millrace.local.demo.plant.PlantClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultCheckTest {
  /** An hour of the plant is a second: 24 rounds of 10 devices at 10 a second. */
  private static final PlantClock CLOCK = new PlantClock(0, 10, 10, 24);

  private static final Fault FAULT = new Fault(FaultKind.COOLING, "m1", 5, 10);
  private static final String RULE = "machine-overheat";

  @Test
  void oneAlertInTimeThatClearsAfterwardsIsFound() {
    assertThat(problem(alert(RULE, "m1", 96, 6000, 11000L))).isEmpty();
  }

  @Test
  void everythingElseIsNot() {
    assertThat(problem()).isEqualTo("missed");
    assertThat(problem(alert(RULE, "m2", 96, 6000, 11000L))).isEqualTo("missed");
    assertThat(problem(alert("other", "m1", 96, 6000, 11000L))).isEqualTo("missed");
    assertThat(problem(alert(RULE, "m1", 96, 4999, 11000L))).contains("outside");
    assertThat(problem(alert(RULE, "m1", 96, 10001, 11000L))).contains("outside");
    assertThat(problem(alert(RULE, "m1", 95, 6000, 11000L))).contains("not above 95.0");
    assertThat(problem(alert(RULE, "m1", Double.NaN, 6000, 11000L))).contains("not above");
    assertThat(problem(alert(RULE, "m1", 96, 6000, null))).contains("never cleared");
    assertThat(problem(alert(RULE, "m1", 96, 6000, 9999L))).contains("before");
    assertThat(problem(alert(RULE, "m1", 96, 6000, 7000L), alert(RULE, "m1", 96, 8000, 11000L)))
        .contains("2 times");
  }

  @Test
  void anAlertWithoutAFaultIsFalse() {
    SeenAlert right = alert(RULE, "m1", 96, 6000, 11000L);
    SeenAlert wrongObject = alert(RULE, "m2", 96, 6000, 11000L);
    SeenAlert wrongRule = alert("machine-vibration", "m1", 96, 6000, 11000L);
    SeenAlert notOurs = alert("host-cpu-high", "host", 96, 6000, 11000L);
    assertThat(check(right, wrongObject, wrongRule, notOurs).falseAlerts(List.of(FAULT)))
        .containsExactly(wrongObject, wrongRule);
  }

  private static String problem(SeenAlert... alerts) {
    return check(alerts).findings(List.of(FAULT)).get(0).problem();
  }

  private static FaultCheck check(SeenAlert... alerts) {
    Threshold threshold = new Threshold(RULE, "temperature", 95, 85);
    return new FaultCheck(CLOCK, Map.of(RULE, threshold), List.of(alerts));
  }
}
