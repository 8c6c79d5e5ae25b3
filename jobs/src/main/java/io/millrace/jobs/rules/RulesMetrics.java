package io.millrace.jobs.rules;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The rules job's metrics, below the scope of {@code evaluate}:
 *
 * <ul>
 *   <li>{@code millrace.rules.replayed}: observations that had been evaluated before
 *   <li>{@code millrace.rules.opened}: alerts opened
 *   <li>{@code millrace.rules.cleared}: alerts cleared
 *   <li>{@code millrace.rules.failed}: evaluations that failed, each a dead letter
 *   <li>{@code millrace.rules.in-force}: rules in force
 * </ul>
 */
final class RulesMetrics {
  private final Counter replayed;
  private final Counter opened;
  private final Counter cleared;
  private final Counter failed;

  RulesMetrics(RuntimeContext context, Gauge<Integer> inForce) {
    MetricGroup group = context.getMetricGroup().addGroup("millrace").addGroup("rules");
    replayed = group.counter("replayed");
    opened = group.counter("opened");
    cleared = group.counter("cleared");
    failed = group.counter("failed");
    group.gauge("in-force", inForce);
  }

  void replayed() {
    replayed.inc();
  }

  void opened() {
    opened.inc();
  }

  void cleared() {
    cleared.inc();
  }

  void failed() {
    failed.inc();
  }
}
