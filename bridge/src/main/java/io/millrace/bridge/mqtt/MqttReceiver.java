package io.millrace.bridge.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.bridge.Part;
import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.kafka.MessageWriter;
import io.millrace.bridge.option.OptionValues;
import java.time.Clock;
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

/**
 * From the broker to Kafka, as long as it runs: connects, subscribes, hands messages on, and
 * connects anew when the connection is lost. The broker keeps the session, so that what comes while
 * the bridge or Kafka is away waits there.
 */
public final class MqttReceiver implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(MqttReceiver.class);

  /** Until Kafka has a message, however long it is away. */
  private static final Duration PATIENCE = Duration.ofMillis(Integer.MAX_VALUE);

  private static final long BUFFER_BYTES = 32L << 20;
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final long END_MILLIS = 3000;
  private static final int LOST_ACKNOWLEDGEMENTS = 4;

  private final MqttSettings settings;
  private final Subscriptions subscriptions;
  private final MqttMetrics metrics;
  private final Deliveries deliveries;
  private final DeliveryMemory memory;
  private final MessageWriter writer;
  private final MessageIntake intake;
  private final Backoff backoff;
  private final ExecutorService messages =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "mqtt-messages"));
  private final Thread loop = new Thread(this::run, "mqtt-connection");
  private volatile String trouble = "not connected yet";
  private volatile boolean closing;

  private MqttReceiver(MqttSettings settings, OptionValues values, MeterRegistry registry) {
    this.settings = settings;
    this.subscriptions = Subscriptions.of(values);
    this.metrics = new MqttMetrics(registry);
    KafkaSettings kafka = KafkaSettings.of(values);
    String run = Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
    this.deliveries =
        new Deliveries(run, LOST_ACKNOWLEDGEMENTS * settings.receiveMaximum(), Clock.systemUTC());
    this.memory = new DeliveryMemory(kafka, settings.clientId(), deliveries);
    this.writer = MessageWriter.of(kafka, "millrace-bridge-mqtt", PATIENCE, BUFFER_BYTES);
    this.intake =
        new MessageIntake(subscriptions, writer, deliveries, memory, metrics, settings.clientId());
    this.backoff =
        new Backoff(
            settings.reconnectFirst(), settings.reconnectLongest(), RandomGenerator.getDefault());
  }

  /** The receiver that the settings ask for; nothing where nothing is subscribed to. */
  public static Optional<MqttReceiver> of(OptionValues values, MeterRegistry registry) {
    if (!MqttSettings.isSet(values) || Subscriptions.of(values).all().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new MqttReceiver(MqttSettings.of(values), values, registry));
  }

  @Override
  public String name() {
    return "mqtt";
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

  private void run() {
    while (!closing) {
      try {
        memory.restore();
        connection();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        Throwable cause =
            e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        trouble = settings + ": " + cause.getMessage();
        metrics.lost();
        LOG.warn("No connection to {}: {}", settings, cause.toString());
      }
      if (!pause(backoff.next())) {
        return;
      }
    }
  }

  /** One connection from its beginning to its end. */
  private void connection() throws Exception {
    Connection connection = new Connection();
    ClientSession session =
        new ClientSession(
            settings.clientId(), true, settings.sessionExpiry(), settings.receiveMaximum());
    MqttLink link = MqttClients.link(settings, session, connection, messages);
    try {
      deliveries.connected();
      boolean resumed = answer(link.connect());
      answer(link.subscribe(subscriptions.all()));
      Instant since = Instant.now();
      LOG.info("Connected to {}, session {}", settings, resumed ? "resumed" : "begun");
      trouble = "";
      metrics.connected();
      connection.ended.acquire();
      backoff.lasted(Duration.between(since, Instant.now()));
      throw new ExecutionException("The connection was lost: " + connection.reason, null);
    } finally {
      connection.alive = false;
      // What was acknowledged before goes out before.
      link.disconnect().exceptionally(e -> null).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static <T> T answer(CompletableFuture<T> future) throws Exception {
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

  /** Takes no more, waits for Kafka and acknowledges what it has, then disconnects. */
  @Override
  public void close() {
    closing = true;
    messages.shutdownNow();
    writer.close();
    loop.interrupt();
    try {
      loop.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    memory.close();
  }

  /** What happens on one connection; messages of one that has ended will come again. */
  private final class Connection implements MqttLink.Listener {
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean alive = true;
    private volatile String reason = "closed";

    @Override
    public void received(IncomingMessage message) {
      if (alive && !closing) {
        intake.take(message, this::lost);
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
