package io.millrace.bridge.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What is counted of MQTT:
 *
 * <ul>
 *   <li>{@code millrace_bridge_mqtt_received_total}: messages from the broker
 *   <li>{@code millrace_bridge_mqtt_redelivered_total}: those of them that it had sent before
 *   <li>{@code millrace_bridge_mqtt_unasked_total}: acknowledged and dropped, as no subscription of
 *       this configuration has their topic
 *   <li>{@code millrace_bridge_mqtt_failed_total}: refused by Kafka; they come again
 *   <li>{@code millrace_bridge_mqtt_in_flight}: on the way to Kafka
 *   <li>{@code millrace_bridge_mqtt_write_seconds}: from the broker's message to Kafka's
 *       confirmation
 *   <li>{@code millrace_bridge_mqtt_connected}: 1 or 0
 *   <li>{@code millrace_bridge_mqtt_connections_lost_total}: also such as could not be made
 * </ul>
 */
final class MqttMetrics {
  private static final String BRIDGE = "millrace.bridge.";
  private final Counter received;
  private final Counter redelivered;
  private final Counter unasked;
  private final Counter failed;
  private final Counter lost;
  private final Timer writes;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();

  MqttMetrics(MeterRegistry registry) {
    this(registry, "mqtt.");
  }

  /**
   * @param group stands for {@code mqtt_} in the names
   */
  MqttMetrics(MeterRegistry registry, String group) {
    String prefix = BRIDGE + group;
    received = registry.counter(prefix + "received");
    redelivered = registry.counter(prefix + "redelivered");
    unasked = registry.counter(prefix + "unasked");
    failed = registry.counter(prefix + "failed");
    lost = registry.counter(prefix + "connections.lost");
    writes = Timer.builder(prefix + "write").publishPercentiles(0.5, 0.99).register(registry);
    registry.gauge(prefix + "in.flight", inFlight);
    registry.gauge(prefix + "connected", connected);
  }

  void received(boolean again) {
    received.increment();
    if (again) {
      redelivered.increment();
    }
  }

  void unasked() {
    unasked.increment();
  }

  void failed() {
    failed.increment();
  }

  void connected() {
    connected.set(1);
  }

  void lost() {
    connected.set(0);
    lost.increment();
  }

  <T> CompletableFuture<T> timed(Supplier<CompletableFuture<T>> write) {
    inFlight.incrementAndGet();
    Timer.Sample sample = Timer.start();
    return write
        .get()
        .whenComplete(
            (done, e) -> {
              inFlight.decrementAndGet();
              sample.stop(writes);
            });
  }
}
