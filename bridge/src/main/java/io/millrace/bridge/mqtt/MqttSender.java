package io.millrace.bridge.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.bridge.Part;
import io.millrace.bridge.option.OptionValues;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to the broker, on a connection of its own with the client id {@code ID-commands}: what
 * is received does not stand in its way.
 */
public final class MqttSender implements Part, MqttPublisher, ConnectionLoop.User {
  private static final String SUFFIX = "-commands";
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private final ConnectionLoop loop;
  private volatile @Nullable MqttLink link;

  private MqttSender(MqttSettings settings, MeterRegistry registry) {
    ClientSession session =
        new ClientSession(
            settings.clientId() + SUFFIX, false, Duration.ZERO, settings.receiveMaximum());
    loop = new ConnectionLoop(settings, session, this, new MqttMetrics(registry, "mqtt.commands."));
  }

  /** The sender that the settings ask for; nothing where no broker is configured. */
  public static Optional<MqttSender> of(OptionValues values, MeterRegistry registry) {
    return MqttSettings.isSet(values)
        ? Optional.of(new MqttSender(MqttSettings.of(values), registry))
        : Optional.empty();
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    MqttLink now = link;
    if (now == null) {
      return CompletableFuture.failedFuture(
          new IOException(loop.trouble().orElse("not connected to the broker")));
    }
    return now.publish(message)
        .orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(failure(e)));
  }

  private static IOException failure(Throwable e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    return new IOException(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public String name() {
    return "mqtt-commands";
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public Optional<String> trouble() {
    return loop.trouble();
  }

  @Override
  public void prepare() {
    // Nothing is received.
  }

  @Override
  public void connected(MqttLink link) {
    this.link = link;
  }

  @Override
  public void disconnected() {
    link = null;
  }

  @Override
  public void received(IncomingMessage message, MqttLink.Listener link) {
    message.acknowledgement().run();
  }

  @Override
  public void close() {
    loop.close();
  }
}
