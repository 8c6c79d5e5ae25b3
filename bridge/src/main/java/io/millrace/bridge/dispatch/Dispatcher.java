package io.millrace.bridge.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.bridge.Part;
import io.millrace.bridge.mqtt.MqttPublisher;
import io.millrace.bridge.option.OptionValues;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.TransportKind;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers device commands at least once: one that was read and whose outcome is not stored when
 * the process ends is delivered again after the next start, with the same id.
 */
public final class Dispatcher implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 500;

  private final DispatchSettings settings;
  private final Transport transport;
  private final DispatchMetrics metrics;
  private final OpenOffsets offsets = new OpenOffsets();
  private final Thread thread = new Thread(this::run, "dispatch-reader");
  private volatile boolean closed;
  private volatile @Nullable String trouble = "is starting";

  Dispatcher(DispatchSettings settings, Transport transport, MeterRegistry registry) {
    this.settings = settings;
    this.transport = transport;
    this.metrics = new DispatchMetrics(registry, offsets::open);
  }

  /**
   * The dispatcher that these settings ask for.
   *
   * @param mqtt null where there is no broker: commands by MQTT fail then
   */
  public static Dispatcher of(
      OptionValues values, @Nullable MqttPublisher mqtt, MeterRegistry registry) {
    DispatchSettings settings = DispatchSettings.of(values);
    HostList hosts = new HostList(values.get(DispatchOptions.ALLOWED_HOSTS));
    Secrets secrets = Secrets.of(values);
    Map<TransportKind, Transport> transports = new EnumMap<>(TransportKind.class);
    if (mqtt != null) {
      transports.put(TransportKind.MQTT, new MqttTransport(mqtt));
    }
    transports.put(
        TransportKind.HTTP,
        new HttpTransport(hosts, secrets, settings.timeout(), Clock.systemUTC()));
    transports.put(TransportKind.SIGNALR, new SignalRTransport(hosts, secrets, settings.timeout()));
    return new Dispatcher(settings, new Transports(transports), registry);
  }

  @Override
  public String name() {
    return "dispatch";
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Begins anew after a failure: what was not done with is read again. */
  private void run() {
    while (!closed) {
      try {
        work();
      } catch (IOException | KafkaException e) {
        trouble = String.valueOf(e.getMessage());
        LOG.warn("Delivery of commands stopped and begins anew", e);
        pause();
      }
    }
  }

  private void work() throws IOException {
    offsets.forgetAll();
    RegistryClient schemas = new RegistryClient(settings.registryUrl());
    try (KafkaReports reports = new KafkaReports(settings.kafka(), schemas);
        Deliverer deliverer =
            new Deliverer(
                settings,
                transport,
                reports,
                metrics,
                Clock.systemUTC(),
                received -> offsets.end(received.partition(), received.record().offset()));
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      CommandReader reader =
          new CommandReader(
              consumer,
              new ConfluentAvro<>(schemas, Topics.DEVICE_COMMANDS, DeviceCommand.class),
              deliverer,
              offsets,
              settings.maxOutstanding(),
              Clock.systemUTC());
      reader.subscribe();
      while (!closed) {
        reader.round();
        trouble = null;
      }
      reader.commit();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties =
        settings
            .kafka()
            .client(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    settings.group(),
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    settings.group(),
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    MOST_AT_ONCE,
                    // Partitions that stay here keep what is on its way.
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName()));
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}
