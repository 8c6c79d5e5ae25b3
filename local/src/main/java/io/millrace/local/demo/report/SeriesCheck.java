package io.millrace.local.demo.report;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.replay.ExpectedAlerts.Opens;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the alerts of replayed series against what their values say. */
public final class SeriesCheck {
  private final Threshold threshold;
  private final Map<String, Opens> expected;

  /**
   * @param expected how often each series must open an alert
   */
  public SeriesCheck(Threshold threshold, Map<String, Opens> expected) {
    this.threshold = threshold;
    this.expected = Map.copyOf(expected);
  }

  /**
   * @param alerts of the rule
   * @param inherited {@code rule/object} of alerts that an earlier run left open
   */
  public List<Check> checks(List<SeenAlert> alerts, Set<String> inherited) {
    long wrong =
        alerts.stream()
            .filter(alert -> !(alert.value(threshold.field()) > threshold.opensAbove()))
            .count();
    long missing = 0;
    long total = 0;
    for (Map.Entry<String, Opens> entry : expected.entrySet()) {
      long found = alerts.stream().filter(alert -> alert.objectId().equals(entry.getKey())).count();
      long wanted = wanted(entry.getKey(), entry.getValue(), found, inherited);
      total += wanted;
      missing += Math.abs(wanted - found);
    }
    return List.of(
        Check.equal("Alerts that the series' values ask for", total, alerts.size()),
        Check.equal("Series with an alert too many or too few", 0, missing),
        Check.equal("Alerts at or below the threshold", 0, wrong));
  }

  /** An alert that was open before shows by its end, or, where it never ends, by silence. */
  private long wanted(String series, Opens opens, long found, Set<String> inherited) {
    boolean openBefore = inherited.contains(threshold.ruleId() + "/" + series);
    boolean openThroughout = opens.fromOpen() == 0 && opens.fromClosed() == 1 && found == 0;
    return openBefore || openThroughout ? opens.fromOpen() : opens.fromClosed();
  }
}
