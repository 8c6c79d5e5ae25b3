package io.millrace.bridge.mqtt;

import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.bridge.kafka.MessageWriter;
import io.millrace.bridge.kafka.Place;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to Kafka, and acknowledges each when Kafka has it. While Kafka's buffer is full it
 * waits, and with it the connection.
 */
final class MessageIntake {
  private static final String RETAINED = "retained-";
  private final Subscriptions subscriptions;
  private final MessageWriter writer;
  private final Deliveries deliveries;
  private final DeliveryMemory memory;
  private final MqttMetrics metrics;
  private final String clientId;

  MessageIntake(
      Subscriptions subscriptions,
      MessageWriter writer,
      Deliveries deliveries,
      DeliveryMemory memory,
      MqttMetrics metrics,
      String clientId) {
    this.subscriptions = subscriptions;
    this.writer = writer;
    this.deliveries = deliveries;
    this.memory = memory;
    this.metrics = metrics;
    this.clientId = clientId;
  }

  /**
   * Takes one message.
   *
   * @param failed told where Kafka refuses the message for good: it stays unacknowledged
   */
  void take(IncomingMessage message, Consumer<Throwable> failed) {
    Optional<Subscription> subscription = subscriptions.of(message.topic());
    if (subscription.isEmpty()) {
      // Of a subscription that is configured no more but that the broker's session still has.
      metrics.unasked();
      message.acknowledgement().run();
      return;
    }
    metrics.received(message.redelivered());
    DeviceMessage made = MessageMaker.of(message, subscription.get());
    if (message.qos() == 0 || MessageMaker.isIdentified(made)) {
      write(made).whenComplete((place, e) -> done(message, e, failed));
    } else if (message.retained()) {
      String trace = RETAINED + fingerprint(message);
      write(MessageMaker.identified(made, trace, clientId))
          .whenComplete((place, e) -> done(message, e, failed));
    } else {
      Delivery delivery = deliveries.begin(fingerprint(message), message.redelivered());
      write(MessageMaker.identified(made, delivery.traceId, clientId))
          .whenComplete((place, e) -> delivered(message, delivery, place, e, failed));
    }
  }

  private CompletableFuture<Place> write(DeviceMessage message) {
    return metrics.timed(() -> writer.write(message));
  }

  private void delivered(
      IncomingMessage message,
      Delivery delivery,
      @Nullable Place place,
      @Nullable Throwable e,
      Consumer<Throwable> failed) {
    if (place != null) {
      memory.written(delivery, place);
      deliveries.acknowledged(delivery);
    }
    done(message, e, failed);
  }

  private void done(IncomingMessage message, @Nullable Throwable e, Consumer<Throwable> failed) {
    if (e == null) {
      message.acknowledgement().run();
    } else {
      metrics.failed();
      failed.accept(e);
    }
  }

  private static String fingerprint(IncomingMessage message) {
    return Fingerprint.of(message.topic(), "", message.payload());
  }
}
