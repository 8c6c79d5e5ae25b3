package io.millrace.bridge.mqtt;

import io.millrace.bridge.Part;
import io.millrace.bridge.option.OptionValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to the broker on a connection of its own, so that what goes out does not wait for what
 * comes in. Connects anew when the connection is lost; meanwhile every message fails at once, and
 * its sender decides what then.
 */
public final class MqttSender implements MqttPublisher, Part {
  private static final Logger LOG = LoggerFactory.getLogger(MqttSender.class);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final long END_MILLIS = 3_000;

  private final MqttSettings settings;
  private final ClientSession session;
  private final Backoff backoff;
  private final Thread loop = new Thread(this::run, "mqtt-commands");
  private volatile @Nullable MqttLink current;
  private volatile String trouble = "not connected yet";
  private volatile boolean closing;

  private MqttSender(MqttSettings settings) {
    this.settings = settings;
    this.session =
        new ClientSession(
            settings.clientId() + "-commands", false, Duration.ZERO, settings.receiveMaximum());
    this.backoff =
        new Backoff(
            settings.reconnectFirst(), settings.reconnectLongest(), RandomGenerator.getDefault());
  }

  /** The sender for the broker of these settings; nothing where there is none. */
  public static Optional<MqttSender> of(OptionValues values) {
    return MqttSettings.isSet(values)
        ? Optional.of(new MqttSender(MqttSettings.of(values)))
        : Optional.empty();
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
    String why = trouble;
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    MqttLink link = current;
    if (link == null) {
      return CompletableFuture.failedFuture(new IOException("No connection to " + settings));
    }
    CompletableFuture<Void> published = new CompletableFuture<>();
    link.publish(message)
        .whenComplete(
            (unused, error) -> {
              if (error == null) {
                published.complete(null);
              } else {
                Throwable cause = error instanceof CompletionException ? error.getCause() : error;
                published.completeExceptionally(new IOException(settings + ": " + cause, cause));
              }
            });
    return published;
  }

  private void run() {
    while (!closing) {
      try {
        connection();
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        trouble = settings + ": " + cause.getMessage();
        LOG.warn("No connection for commands to {}: {}", settings, cause.toString());
      }
      if (!pause(backoff.next())) {
        return;
      }
    }
  }

  /** One connection from its beginning to its end. */
  private void connection() throws InterruptedException, ExecutionException, TimeoutException {
    Semaphore ended = new Semaphore(0);
    MqttLink link = MqttClients.link(settings, session, new Connection(ended), Runnable::run);
    try {
      var unused = link.connect().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      Instant since = Instant.now();
      LOG.info("Connected to {} for commands", settings);
      current = link;
      trouble = "";
      ended.acquire();
      trouble = settings + ": the connection was lost";
      backoff.lasted(Duration.between(since, Instant.now()));
    } finally {
      current = null;
      link.disconnect().exceptionally(e -> null).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static boolean pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    closing = true;
    loop.interrupt();
    try {
      loop.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end alone: nothing is subscribed to. */
  private record Connection(Semaphore ended) implements MqttLink.Listener {
    @Override
    public void received(IncomingMessage message) {
      message.acknowledgement().run();
    }

    @Override
    public void lost(@Nullable Throwable cause) {
      ended.release();
    }
  }
}
