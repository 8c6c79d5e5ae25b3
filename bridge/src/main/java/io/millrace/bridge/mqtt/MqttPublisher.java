package io.millrace.bridge.mqtt;

import java.util.concurrent.CompletableFuture;

/** Sends messages to the broker. Safe for use by many threads. */
public interface MqttPublisher {
  /**
   * Sends one message.
   *
   * @return completes when the broker has acknowledged it (QoS 0: when it was written to the
   *     connection); fails with an {@link java.io.IOException} where the broker refuses it or the
   *     connection is down or lost. Then a message of QoS 1 or 2 may have arrived all the same
   */
  CompletableFuture<Void> publish(OutgoingMessage message);
}
