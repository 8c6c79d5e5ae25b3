package io.millrace.local.demo.report;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.plant.Fault;
import io.millrace.local.demo.plant.FaultKind;
import io.millrace.local.demo.plant.PlantClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Holds alerts against the faults that were planted. */
public final class FaultCheck {
  private final PlantClock clock;
  private final Map<String, Threshold> thresholds;
  private final List<SeenAlert> alerts;

  /**
   * @param thresholds what the rules say, by rule id
   * @param alerts all of the run
   */
  public FaultCheck(PlantClock clock, Map<String, Threshold> thresholds, List<SeenAlert> alerts) {
    this.clock = clock;
    this.thresholds = thresholds;
    this.alerts = alerts;
  }

  /**
   * What became of one fault.
   *
   * @param alerts those for its object by its rule
   * @param problem what is wrong; empty if it was found once, in time, rightly and cleared
   */
  public record Finding(Fault fault, List<SeenAlert> alerts, String problem) {
    public boolean found() {
      return problem.isEmpty();
    }
  }

  /** What became of each fault, in the order of their starts. */
  public List<Finding> findings(List<Fault> faults) {
    List<Finding> findings = new ArrayList<>();
    faults.stream()
        .sorted((a, b) -> Double.compare(a.startHour(), b.startHour()))
        .forEach(fault -> findings.add(finding(fault)));
    return findings;
  }

  /** Alerts of the fault rules for objects that have no such fault. */
  public List<SeenAlert> falseAlerts(List<Fault> faults) {
    List<String> rules = Arrays.stream(FaultKind.values()).map(FaultKind::ruleId).toList();
    return alerts.stream()
        .filter(alert -> rules.contains(alert.ruleId()))
        .filter(alert -> faults.stream().noneMatch(fault -> concerns(alert, fault)))
        .toList();
  }

  private Finding finding(Fault fault) {
    List<SeenAlert> own = alerts.stream().filter(alert -> concerns(alert, fault)).toList();
    if (own.isEmpty()) {
      return new Finding(fault, own, "missed");
    }
    if (own.size() > 1) {
      return new Finding(fault, own, "reported " + own.size() + " times");
    }
    return new Finding(fault, own, problem(fault, own.get(0)));
  }

  private String problem(Fault fault, SeenAlert alert) {
    Instant start = Instant.ofEpochMilli(clock.millisAt(fault.startHour()));
    Instant end = Instant.ofEpochMilli(clock.millisAt(fault.endHour()));
    Threshold threshold = thresholds.get(fault.kind().ruleId());
    Instant cleared = alert.clearedAt();
    if (alert.openedAt().isBefore(start) || alert.openedAt().isAfter(end)) {
      return "opened outside of the fault's time";
    }
    if (threshold != null && !(alert.value(threshold.field()) > threshold.opensAbove())) {
      return "opened at a value that is not above " + threshold.opensAbove();
    }
    if (cleared == null) {
      return "never cleared";
    }
    return cleared.isBefore(end) ? "cleared before the fault's end" : "";
  }

  private static boolean concerns(SeenAlert alert, Fault fault) {
    return alert.ruleId().equals(fault.kind().ruleId())
        && alert.objectId().equals(fault.objectId());
  }
}
