package io.millrace.bridge.mqtt;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, used once: what the client library remembers of a connection ends
 * with it, and only the broker's session goes on.
 */
interface MqttLink extends MqttPublisher {
  /** What happens on a link; called one after the other. */
  interface Listener {
    /** A message; an error here ends the link. */
    void received(IncomingMessage message);

    /** The connection could not be made, or is no more. May be called more than once. */
    void lost(@Nullable Throwable cause);
  }

  /** Connects. Completes with whether the broker had a session of this client. */
  CompletableFuture<Boolean> connect();

  /** Asks for messages; fails where the broker refuses one of these. */
  CompletableFuture<Void> subscribe(List<Subscription> subscriptions);

  /** Ends the connection in good order; the session stays as long as it was asked for. */
  CompletableFuture<Void> disconnect();
}
