package io.millrace.jobs.rules;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The rules job's metrics, below the scope of {@code evaluate} and {@code evaluate-groups}:
 *
 * <ul>
 *   <li>{@code millrace.rules.replayed}: observations that had been evaluated before
 *   <li>{@code millrace.rules.opened}: alerts opened
 *   <li>{@code millrace.rules.updated}: alerts changed while they were open
 *   <li>{@code millrace.rules.cleared}: alerts cleared
 *   <li>{@code millrace.rules.shadowed}: changes of alerts of versions on trial
 *   <li>{@code millrace.rules.failed}: evaluations that failed
 *   <li>{@code millrace.rules.late-versions}: versions that came after an observation that they
 *       were to judge, so that a replay may judge it otherwise (ADR 0018)
 *   <li>{@code millrace.rules.in-force}: rules in force
 * </ul>
 */
final class RulesMetrics {
  private final Counter replayed;
  private final Counter opened;
  private final Counter updated;
  private final Counter cleared;
  private final Counter shadowed;
  private final Counter failed;
  private final Counter lateVersions;

  RulesMetrics(MetricGroup operator, Gauge<Integer> inForce) {
    MetricGroup group = operator.addGroup("millrace").addGroup("rules");
    replayed = group.counter("replayed");
    opened = group.counter("opened");
    updated = group.counter("updated");
    cleared = group.counter("cleared");
    shadowed = group.counter("shadowed");
    failed = group.counter("failed");
    lateVersions = group.counter("late-versions");
    group.gauge("in-force", inForce);
  }

  void replayed() {
    replayed.inc();
  }

  void opened() {
    opened.inc();
  }

  void updated() {
    updated.inc();
  }

  void cleared() {
    cleared.inc();
  }

  void shadowed() {
    shadowed.inc();
  }

  void failed() {
    failed.inc();
  }

  void lateVersion() {
    lateVersions.inc();
  }
}
