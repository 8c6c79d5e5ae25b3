package io.millrace.local.demo;

import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.plant.PlantClock;
import io.millrace.local.demo.report.FaultCheck.Finding;
import io.millrace.local.demo.report.RuleChange;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Alerts for people: times in seconds since the start of the run. */
final class AlertTable {
  private static final int SHOWN = 8;

  private final PrintStream out;
  private final Instant start;

  AlertTable(PrintStream out, Instant start) {
    this.out = out;
    this.start = start;
  }

  /** Each planted fault with its alert. */
  void faults(List<Finding> findings, PlantClock clock) {
    out.println();
    out.println("Planted faults and their alerts (seconds since the start)");
    out.printf(
        "  %-12s %-14s %15s   %8s %8s %8s  %s%n",
        "fault", "object", "planted", "opened", "value", "cleared", "");
    for (Finding finding : findings) {
      var fault = finding.fault();
      String planted =
          "%.1f – %.1f"
              .formatted(
                  seconds(Instant.ofEpochMilli(clock.millisAt(fault.startHour()))),
                  seconds(Instant.ofEpochMilli(clock.millisAt(fault.endHour()))));
      SeenAlert alert = finding.alerts().isEmpty() ? null : finding.alerts().get(0);
      out.printf(
          "  %-12s %-14s %15s   %8s %8s %8s  %s%n",
          fault.kind().label(),
          fault.objectId(),
          planted,
          alert == null ? "-" : "%.1f".formatted(seconds(alert.openedAt())),
          alert == null ? "-" : "%.2f".formatted(alert.value(fault.kind().field())),
          alert == null ? "-" : cleared(alert),
          finding.found() ? "found" : finding.problem().toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** Alerts with their times and messages; nothing if there is none. */
  void list(String title, List<SeenAlert> alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    alerts.stream()
        .limit(SHOWN)
        .forEach(
            alert ->
                out.printf(
                    "  %6.1f – %6s  %s: %s%n",
                    seconds(alert.openedAt()), cleared(alert), alert.ruleId(), alert.message()));
    if (alerts.size() > SHOWN) {
      out.printf("  … and %d more%n", alerts.size() - SHOWN);
    }
  }

  /** What the changed rule did. */
  void change(RuleChange change, List<SeenAlert> alerts) {
    list(
        "Alerts of '%s' while it opened above %.1f (version %d, changed at %.1f)"
            .formatted(
                change.changed().ruleId(),
                change.changed().opensAbove(),
                change.version(),
                seconds(change.putAt())),
        change.effects(alerts));
    change
        .reaction(alerts)
        .ifPresent(time -> out.printf("  from PUT to the first alert: %d ms%n", time.toMillis()));
  }

  private String cleared(SeenAlert alert) {
    Instant at = alert.clearedAt();
    return at == null ? "open" : "%.1f".formatted(seconds(at));
  }

  private double seconds(Instant at) {
    return Duration.between(start, at).toMillis() / 1000.0;
  }
}
