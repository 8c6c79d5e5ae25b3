package io.millrace.local.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.replay.ExpectedAlerts.Opens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesCheckTest {
  private static final Threshold THRESHOLD = new Threshold("high", "temperature", 10, 5);

  @Test
  void asManyAlertsAsAskedForHold() {
    assertThat(failed(new Opens(2, 2), Set.of(), alert(11, 1), alert(12, 2))).isZero();
    assertThat(failed(new Opens(0, 0), Set.of())).isZero();
  }

  @Test
  void oneTooFewOrTooManyOrTooLowDoesNot() {
    assertThat(failed(new Opens(2, 2), Set.of(), alert(11, 1))).isEqualTo(2);
    assertThat(failed(new Opens(0, 0), Set.of(), alert(11, 1))).isEqualTo(2);
    assertThat(failed(new Opens(1, 1), Set.of(), alert(10, 1))).isEqualTo(1);
  }

  @Test
  void anAlertThatStoodOpenBeforeIsTakenIntoAccount() {
    assertThat(failed(new Opens(2, 1), Set.of("high/s"), alert(11, 1))).isZero();
    assertThat(failed(new Opens(2, 1), Set.of(), alert(11, 1))).isEqualTo(2);
    assertThat(failed(new Opens(1, 0), Set.of())).isZero();
  }

  private static SeenAlert alert(double value, long at) {
    return Alerts.alert("high", "s", value, at, null);
  }

  private static long failed(Opens opens, Set<String> inherited, SeenAlert... alerts) {
    return new SeriesCheck(THRESHOLD, Map.of("s", opens))
        .checks(List.of(alerts), inherited).stream().filter(check -> !check.holds()).count();
  }
}
