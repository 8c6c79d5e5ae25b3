package io.millrace.bridge.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.bridge.Part;
import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.kafka.MessageWriter;
import io.millrace.bridge.option.OptionException;
import io.millrace.bridge.option.OptionValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * From the broker to Kafka. The broker keeps the session, so that what comes while the bridge or
 * Kafka is away waits there.
 */
public final class MqttReceiver implements Part, ConnectionLoop.User {
  /** Until Kafka has a message, however long it is away. */
  private static final Duration PATIENCE = Duration.ofMillis(Integer.MAX_VALUE);

  private static final long BUFFER_BYTES = 32L << 20;

  /** In windows of the receive maximum: the acknowledgements that may have been lost. */
  private static final int LOST_WINDOWS = 4;

  private final Subscriptions subscriptions;
  private final Deliveries deliveries;
  private final DeliveryMemory memory;
  private final MessageWriter writer;
  private final MessageIntake intake;
  private final ConnectionLoop loop;

  private MqttReceiver(MqttSettings settings, OptionValues values, MeterRegistry registry) {
    subscriptions = Subscriptions.of(values);
    MqttMetrics metrics = new MqttMetrics(registry);
    KafkaSettings kafka = KafkaSettings.of(values);
    String run = Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
    deliveries = new Deliveries(run, LOST_WINDOWS * settings.receiveMaximum(), Clock.systemUTC());
    memory = new DeliveryMemory(kafka, settings.clientId(), deliveries);
    writer = MessageWriter.of(kafka, "millrace-bridge-mqtt", PATIENCE, BUFFER_BYTES);
    intake =
        new MessageIntake(subscriptions, writer, deliveries, memory, metrics, settings.clientId());
    ClientSession session =
        new ClientSession(
            settings.clientId(), true, settings.sessionExpiry(), settings.receiveMaximum());
    loop = new ConnectionLoop(settings, session, this, metrics);
  }

  /**
   * The receiver that the settings ask for; nothing where nothing is subscribed to.
   *
   * @throws OptionException where there are subscriptions but no broker
   */
  public static Optional<MqttReceiver> of(OptionValues values, MeterRegistry registry) {
    if (Subscriptions.of(values).all().isEmpty()) {
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
    return loop.trouble();
  }

  @Override
  public void prepare() throws Exception {
    memory.restore();
    deliveries.connected();
  }

  @Override
  public void connected(MqttLink link) throws Exception {
    ConnectionLoop.answer(link.subscribe(subscriptions.all()));
  }

  @Override
  public void disconnected() {
    // What is on its way to Kafka goes on.
  }

  @Override
  public void received(IncomingMessage message, MqttLink.Listener link) {
    intake.take(message, link::lost);
  }

  /** Takes no more, waits for Kafka and acknowledges what it has, then disconnects. */
  @Override
  public void close() {
    loop.stopMessages();
    writer.close();
    loop.close();
    memory.close();
  }
}
