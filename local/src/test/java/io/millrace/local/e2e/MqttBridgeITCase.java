package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From MQTT to observations while processes die under the stream: every message of QoS 1 is
 * observed, and once.
 */
@ExtendWith(RunningStack.class)
class MqttBridgeITCase {
  private static final int MESSAGES = 3000;
  private static final int PER_SECOND = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack;

  MqttBridgeITCase(Stack stack) {
    this.stack = stack;
  }

  @Test
  void theBridgeKilled() {
    run("killed-bridge", ServerName.BRIDGE, false);
  }

  @Test
  void kafkaKilled() {
    run("killed-kafka", ServerName.KAFKA, false);
  }

  /** Devices then repeat what they got no acknowledgement of: it takes their trace ids. */
  @Test
  void theBrokerKilled() {
    run("killed-broker", ServerName.MQTT, true);
  }

  private void run(String source, ServerName victim, boolean identified) {
    define(source);
    int port = stack.config().ports().of(PortName.MQTT);
    try (MqttDevices devices = MqttDevices.plain(port);
        Outcome outcome = new Outcome(stack.addresses(), source)) {
      Thread publishing =
          new Thread(() -> devices.publish(source, 0, MESSAGES, PER_SECOND, identified));
      publishing.start();
      await().atMost(PATIENCE).until(outcome::observations, count -> count > MESSAGES / 10);
      stack.kill(victim);
      stack.start(victim);
      join(publishing);
      devices.flush();
      await("observations of " + source)
          .atMost(PATIENCE)
          .until(outcome::observations, count -> count >= MESSAGES);
      // What was written twice would be observed twice by now: it comes at once, or never.
      await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
      assertThat(outcome.sequences()).hasSize(MESSAGES).doesNotHaveDuplicates();
      assertThat(outcome.deadLetters()).isEmpty();
    }
  }

  private void define(String source) {
    String mapping =
        """
        {"id": "%1$s", "match": {"source": "%1$s"}, "objectType": "%1$s",
         "fields": {"seq": {"expression": "payload.seq", "type": "long", "required": true}}}
        """
            .formatted(source);
    Service service = new Service(stack.addresses().serviceUrl());
    assertThat(service.put("mappings", source, mapping).status()).isEqualTo(201);
    InForce.await(stack.addresses(), "mapping", source, 1);
  }

  private static void join(Thread thread) {
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    assertThat(thread.isAlive()).as("still publishing").isFalse();
  }
}
