package io.millrace.jobs.objectify;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The objectify job's metrics, below the scope of {@code objectify}:
 *
 * <ul>
 *   <li>{@code millrace.objectify.events}: object events
 *   <li>{@code millrace.objectify.unchanged}: observations that changed nothing: replayed, late or
 *       the same values again
 * </ul>
 */
final class ObjectifyMetrics {
  private final Counter events;
  private final Counter unchanged;

  ObjectifyMetrics(RuntimeContext context) {
    MetricGroup group = context.getMetricGroup().addGroup("millrace").addGroup("objectify");
    events = group.counter("events");
    unchanged = group.counter("unchanged");
  }

  void event() {
    events.inc();
  }

  void unchanged() {
    unchanged.inc();
  }
}
