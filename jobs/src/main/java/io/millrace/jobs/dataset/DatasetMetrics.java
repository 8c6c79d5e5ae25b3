package io.millrace.jobs.dataset;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The dataset job's metrics, below the scope of {@code separate-rows}:
 *
 * <ul>
 *   <li>{@code millrace.dataset.rows}: rows that were read
 *   <li>{@code millrace.dataset.unreadable}: rows and rests of versions that cannot be, each a dead
 *       letter
 *   <li>{@code millrace.dataset.versions}: versions that were read to their end
 * </ul>
 */
final class DatasetMetrics {
  private final Counter rows;
  private final Counter unreadable;
  private final Counter versions;

  DatasetMetrics(RuntimeContext context) {
    MetricGroup group = context.getMetricGroup().addGroup("millrace").addGroup(DatasetJob.NAME);
    rows = group.counter("rows");
    unreadable = group.counter("unreadable");
    versions = group.counter("versions");
  }

  void row() {
    rows.inc();
  }

  void unreadable() {
    unreadable.inc();
  }

  void version() {
    versions.inc();
  }
}
