package io.millrace.bridge.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The metrics of delivery:
 *
 * <ul>
 *   <li>{@code millrace.dispatch.commands}, by {@code status}: commands that ended
 *   <li>{@code millrace.dispatch.retries}: tries that failed and were followed by another
 *   <li>{@code millrace.dispatch.latency}: from when a command was issued to when it was taken
 *   <li>{@code millrace.dispatch.outstanding}: commands read and not yet done with
 * </ul>
 */
final class DispatchMetrics {
  private final MeterRegistry registry;
  private final Counter retries;
  private final Timer latency;

  DispatchMetrics(MeterRegistry registry, Supplier<Number> outstanding) {
    this.registry = registry;
    retries = registry.counter("millrace.dispatch.retries");
    latency = registry.timer("millrace.dispatch.latency");
    Gauge.builder("millrace.dispatch.outstanding", outstanding).register(registry);
  }

  void retried() {
    retries.increment();
  }

  void ended(Report report, DeviceCommand command, Instant at) {
    CommandOutcome outcome = report.outcome();
    if (outcome == null) {
      return;
    }
    registry
        .counter("millrace.dispatch.commands", "status", outcome.getStatus().name())
        .increment();
    if (outcome.getStatus() == DeliveryStatus.DELIVERED) {
      Duration taken = Duration.between(command.getIssuedAt(), at);
      latency.record(taken.isNegative() ? Duration.ZERO : taken);
    }
  }
}
