package io.millrace.jobs.eventstore;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The event store job's metrics, below the scope of {@code store-once}:
 *
 * <ul>
 *   <li>{@code millrace.eventstore.stored}: events that go into files
 *   <li>{@code millrace.eventstore.copies}: events that were there before, which a replay brings
 *   <li>{@code millrace.eventstore.gaps}: events before which one of their object is missing: Kafka
 *       expired before this job read it
 * </ul>
 */
final class EventStoreMetrics {
  private final Counter stored;
  private final Counter copies;
  private final Counter gaps;

  EventStoreMetrics(RuntimeContext context) {
    MetricGroup group = context.getMetricGroup().addGroup("millrace").addGroup("eventstore");
    stored = group.counter("stored");
    copies = group.counter("copies");
    gaps = group.counter("gaps");
  }

  void stored() {
    stored.inc();
  }

  void copy() {
    copies.inc();
  }

  void gap() {
    gaps.inc();
  }
}
