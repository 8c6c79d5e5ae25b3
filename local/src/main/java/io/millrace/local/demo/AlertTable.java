package io.millrace.local.demo;

import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.plant.PlantClock;
import io.millrace.local.demo.report.FaultCheck.Finding;
import io.millrace.local.demo.report.RuleChange;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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
          finding.found() ? "found" : finding.problem().toUpperCase(Locale.ROOT));
    }
  }

  /** Alerts with their seconds and messages; nothing if there is none. */
  void list(String title, List<SeenAlert> alerts) {
    list(
        title, alerts, alert -> "%6.1f – %6s".formatted(seconds(alert.openedAt()), cleared(alert)));
  }

  /** The same with the times themselves, for alerts of recorded data. */
  void dated(String title, List<SeenAlert> alerts) {
    list(title, alerts, alert -> "%s – %s".formatted(alert.openedAt(), end(alert)));
  }

  private static String end(SeenAlert alert) {
    Instant at = alert.clearedAt();
    return at == null ? "open" : at.toString();
  }

  private void list(String title, List<SeenAlert> alerts, Function<SeenAlert, String> time) {
    if (alerts.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    for (SeenAlert alert : alerts.subList(0, Math.min(SHOWN, alerts.size()))) {
      out.printf("  %s  %s: %s%n", time.apply(alert), alert.ruleId(), alert.message());
    }
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
