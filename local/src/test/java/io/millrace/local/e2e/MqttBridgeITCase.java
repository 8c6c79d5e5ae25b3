package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import java.time.Duration;
import java.util.function.BiFunction;
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

  /** Most that is on its way at once: the receive maximum of the stack's bridge. */
  private static final int IN_FLIGHT = 64;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack;

  MqttBridgeITCase(Stack stack) {
    this.stack = stack;
  }

  @Test
  void theBridgeKilled() {
    try (Outcome outcome = run("killed-bridge", ServerName.BRIDGE, MqttDevices::numbered)) {
      eachOnce(outcome);
    }
  }

  @Test
  void kafkaKilled() {
    try (Outcome outcome = run("killed-kafka", ServerName.KAFKA, MqttDevices::numbered)) {
      eachOnce(outcome);
    }
  }

  @Test
  void theBrokerKilled() {
    try (Outcome outcome = run("killed-broker", ServerName.MQTT, MqttDevices::identified)) {
      eachOnce(outcome);
    }
  }

  /** Nobody can tell them apart: then rather some twice than one not at all. */
  @Test
  void whatIsSaidAgainAndAgainIsNotLostWithTheBridge() {
    try (Outcome outcome = run("said-again", ServerName.BRIDGE, MqttDevices::alike)) {
      assertThat(outcome.observations()).isBetween(MESSAGES, MESSAGES + IN_FLIGHT);
      assertThat(outcome.deadLetters()).isEmpty();
    }
  }

  private static void eachOnce(Outcome outcome) {
    assertThat(outcome.sequences()).hasSize(MESSAGES).doesNotHaveDuplicates();
    assertThat(outcome.deadLetters()).isEmpty();
  }

  /** Publishes, kills somebody in the midst of it, and waits for what comes of it. */
  private Outcome run(
      String source, ServerName victim, BiFunction<String, Integer, Mqtt5Publish> message) {
    define(source);
    Outcome outcome = new Outcome(stack.addresses(), source);
    try (MqttDevices devices = MqttDevices.plain(stack.config().ports().of(PortName.MQTT))) {
      Thread publishing =
          new Thread(() -> devices.publish(MESSAGES, PER_SECOND, n -> message.apply(source, n)));
      publishing.start();
      await().atMost(PATIENCE).until(outcome::observations, count -> count > MESSAGES / 10);
      stack.kill(victim);
      stack.start(victim);
      join(publishing);
      devices.flush();
    }
    await("observations of " + source)
        .atMost(PATIENCE)
        .until(outcome::observations, count -> count >= MESSAGES);
    // What was written twice would be observed twice by now: it comes at once, or never.
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    return outcome;
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
