package io.millrace.bridge.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection to the broker, each lost one followed by a new one after a while. */
final class ConnectionLoop {
  /** Who uses the connection; called by one thread, but for messages. */
  interface User {
    /** What must be done before anything can come; an error puts the connection off. */
    void prepare() throws Exception;

    /** There is a connection; an error ends it. */
    void connected(MqttLink link) throws Exception;

    /** There is none any more. */
    void disconnected();

    /**
     * A message, one after the other.
     *
     * @param link ends the connection where the message cannot be taken: it will come again
     */
    void received(IncomingMessage message, MqttLink.Listener link);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLoop.class);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final long END_MILLIS = 3000;

  private final MqttSettings settings;
  private final ClientSession session;
  private final User user;
  private final MqttMetrics metrics;
  private final Backoff backoff;
  private final ExecutorService messages;
  private final Thread thread;
  private volatile String trouble = "not connected yet";
  private volatile boolean closing;

  ConnectionLoop(MqttSettings settings, ClientSession session, User user, MqttMetrics metrics) {
    this.settings = settings;
    this.session = session;
    this.user = user;
    this.metrics = metrics;
    this.backoff =
        new Backoff(
            settings.reconnectFirst(), settings.reconnectLongest(), RandomGenerator.getDefault());
    this.thread = new Thread(this::run, session.clientId());
    this.messages =
        Executors.newSingleThreadExecutor(
            task -> new Thread(task, session.clientId() + "-messages"));
  }

  void start() {
    thread.start();
  }

  /** Why there is no connection; nothing while there is one. */
  Optional<String> trouble() {
    String why = trouble;
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }

  private void run() {
    while (!closing) {
      try {
        user.prepare();
        connection();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        Throwable behind = e instanceof ExecutionException ? e.getCause() : null;
        String why = String.valueOf((behind == null ? e : behind).getMessage());
        trouble = settings + ": " + why;
        LOG.warn("No connection to {}: {}", settings, why);
      }
      metrics.lost();
      if (!pause(backoff.next())) {
        return;
      }
    }
  }

  /** One connection from its beginning to its end. */
  private void connection() throws Exception {
    Connection connection = new Connection();
    MqttLink link = MqttClients.link(settings, session, connection, messages);
    try {
      boolean resumed = answer(link.connect());
      user.connected(link);
      Instant since = Instant.now();
      LOG.info("Connected to {}, session {}", settings, resumed ? "resumed" : "begun");
      trouble = "";
      metrics.connected();
      connection.ended.acquire();
      backoff.lasted(Duration.between(since, Instant.now()));
      trouble = settings + ": " + connection.reason;
      LOG.warn("The connection to {} was lost: {}", settings, connection.reason);
    } finally {
      connection.alive = false;
      user.disconnected();
      // What was acknowledged before goes out before.
      answer(link.disconnect().exceptionally(e -> null));
    }
  }

  static <T> T answer(CompletableFuture<T> future) throws Exception {
    return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** No further message is handed on after this. */
  void stopMessages() {
    closing = true;
    messages.shutdownNow();
  }

  /** Disconnects. */
  void close() {
    stopMessages();
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What happens on one connection; messages of one that has ended will come again. */
  private final class Connection implements MqttLink.Listener {
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean alive = true;
    private volatile String reason = "closed";

    @Override
    public void received(IncomingMessage message) {
      if (alive && !closing) {
        user.received(message, this);
      }
    }

    @Override
    public void lost(@Nullable Throwable cause) {
      if (alive && cause != null) {
        reason = String.valueOf(cause.getMessage());
      }
      alive = false;
      ended.release();
    }
  }
}
