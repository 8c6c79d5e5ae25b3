package io.millrace.jobs.dispatch;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The dispatch job's metrics, below the scope of {@code resolve}:
 *
 * <ul>
 *   <li>{@code millrace.dispatch.requests}: commands and changes that came in
 *   <li>{@code millrace.dispatch.duplicates}: those of them that had come before
 *   <li>{@code millrace.dispatch.commands}: commands for devices
 *   <li>{@code millrace.dispatch.undeliverable}: those without a way, each a dead letter
 * </ul>
 */
final class DispatchMetrics {
  private final Counter requests;
  private final Counter duplicates;
  private final Counter commands;
  private final Counter undeliverable;

  DispatchMetrics(RuntimeContext context) {
    MetricGroup group = context.getMetricGroup().addGroup("millrace").addGroup(DispatchJob.NAME);
    requests = group.counter("requests");
    duplicates = group.counter("duplicates");
    commands = group.counter("commands");
    undeliverable = group.counter("undeliverable");
  }

  void request() {
    requests.inc();
  }

  void duplicate() {
    duplicates.inc();
  }

  void command() {
    commands.inc();
  }

  void undeliverable() {
    undeliverable.inc();
  }
}
