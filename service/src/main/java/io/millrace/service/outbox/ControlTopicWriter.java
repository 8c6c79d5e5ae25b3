package io.millrace.service.outbox;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes definitions to the control topics. Not safe for use by many threads. */
final class ControlTopicWriter implements AutoCloseable {
  /** After this time the producer has given a record up: nothing of it can arrive any more. */
  static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(6);

  private final KafkaProducer<String, byte[]> producer;
  private final RegistryClient registry;
  private final Map<String, ConfluentAvro<Definition>> coders = new HashMap<>();

  /** Connects in the background; an unknown host name is a {@link KafkaException}. */
  ControlTopicWriter(ServiceSettings settings) {
    this.registry = new RegistryClient(settings.registry().url());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.kafka().bootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "millrace-service-outbox",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // A rule shall be in force at once; there is nothing to gain by waiting for more.
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) DELIVERY_TIMEOUT.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                3_000L,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 << 20),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends entries and waits until Kafka has them.
   *
   * @return the entries up to the first that failed
   * @throws IOException if not even the first could be written; it may pass later
   */
  List<OutboxEntry> write(List<OutboxEntry> entries) throws IOException, InterruptedException {
    List<List<Future<RecordMetadata>>> sent = new ArrayList<>();
    IOException failure = null;
    try {
      for (OutboxEntry entry : entries) {
        sent.add(send(entry));
      }
    } catch (IOException e) {
      failure = e;
    } catch (KafkaException e) {
      failure = new IOException("Kafka takes nothing: " + e.getMessage(), e);
    }
    int acknowledged = 0;
    IOException refusal = null;
    for (List<Future<RecordMetadata>> futures : sent) {
      refusal = refusal == null ? refusal(futures) : refusal;
      acknowledged += refusal == null ? 1 : 0;
    }
    if (acknowledged == 0 && !entries.isEmpty()) {
      throw refusal != null ? refusal : failure != null ? failure : new IOException("Nothing sent");
    }
    return entries.subList(0, acknowledged);
  }

  private List<Future<RecordMetadata>> send(OutboxEntry entry) throws IOException {
    ConfluentAvro<Definition> coder =
        coders.computeIfAbsent(
            entry.topic(), topic -> new ConfluentAvro<>(registry, topic, Definition.class));
    byte[] value = coder.write(entry.definition());
    List<Future<RecordMetadata>> futures = new ArrayList<>(2);
    futures.add(producer.send(new ProducerRecord<>(entry.topic(), entry.key(), value)));
    if (entry.definition().getState() == DefinitionState.REMOVED) {
      // Running jobs act on the record before; the tombstone lets compaction forget the key.
      futures.add(producer.send(new ProducerRecord<>(entry.topic(), entry.key(), null)));
    }
    return futures;
  }

  private static @Nullable IOException refusal(List<Future<RecordMetadata>> futures)
      throws InterruptedException {
    for (Future<RecordMetadata> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        return new IOException("Kafka did not take a record: " + e.getMessage(), e);
      }
    }
    return null;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
