package io.millrace.service.history;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the last events of single objects from their topic, of which one partition has all. */
@Component
class EventTail {
  /** The consumer group of the event store job: what is before its places is in the store. */
  private static final String STORED = "millrace-eventstore";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Between the clock that dates a decision and the one that dates the record. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final Map<String, Object> settings;
  private final RegistryClient registry;

  EventTail(ServiceSettings settings) {
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka().bootstrapServers(),
            ConsumerConfig.CLIENT_ID_CONFIG,
            "millrace-service-events",
            // To ask for its places; nothing is committed.
            ConsumerConfig.GROUP_ID_CONFIG,
            STORED,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2000,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    this.registry = new RegistryClient(settings.registry().url());
  }

  /** The events of an object that the store does not have yet. */
  List<ObjectEvent> notStored(String type, String id) {
    return read(type, id, EventTail::afterStored);
  }

  /** The events of an object that Kafka has and that were written since then; null for all. */
  List<ObjectEvent> since(String type, String id, @Nullable Instant since) {
    return read(type, id, (consumer, at) -> after(consumer, at, since));
  }

  /** Where to begin; null for the beginning. */
  private interface Start {
    @Nullable Long of(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition);
  }

  private static @Nullable Long afterStored(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    OffsetAndMetadata stored = consumer.committed(Set.of(partition)).get(partition);
    return stored == null ? null : stored.offset();
  }

  private static @Nullable Long after(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, @Nullable Instant since) {
    if (since == null) {
      return null;
    }
    long millis = Math.max(0, since.minus(CLOCKS).toEpochMilli());
    OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, millis)).get(partition);
    return first == null ? Long.valueOf(end(consumer, partition)) : Long.valueOf(first.offset());
  }

  private List<ObjectEvent> read(String type, String id, Start start) {
    byte[] key = (type + "/" + id).getBytes(StandardCharsets.UTF_8);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      int partitions = consumer.partitionsFor(Topics.OBJECT_EVENTS).size();
      // As Kafka's own producers choose it for a key.
      int number = Utils.toPositive(Utils.murmur2(key)) % partitions;
      TopicPartition partition = new TopicPartition(Topics.OBJECT_EVENTS, number);
      consumer.assign(List.of(partition));
      Long first = start.of(consumer, partition);
      if (first == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, first);
      }
      return read(consumer, partition, key);
    } catch (KafkaException e) {
      throw ProblemException.unavailable("Kafka", e);
    } catch (IOException e) {
      throw ProblemException.unavailable("The schema registry", e);
    }
  }

  /** Up to the last committed transaction; its end marker is a place without a record. */
  private List<ObjectEvent> read(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key)
      throws IOException {
    ConfluentAvro<ObjectEvent> avro =
        new ConfluentAvro<>(registry, Topics.OBJECT_EVENTS, ObjectEvent.class);
    List<ObjectEvent> events = new ArrayList<>();
    long end = end(consumer, partition);
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.value() != null && Arrays.equals(record.key(), key)) {
          add(avro, record.value(), events);
        }
      }
      if (!records.isEmpty()) {
        patience = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > patience) {
        throw new KafkaException("No answer within " + PATIENCE);
      }
    }
    return events;
  }

  private static void add(ConfluentAvro<ObjectEvent> avro, byte[] value, List<ObjectEvent> events)
      throws IOException {
    try {
      events.add(avro.read(value));
    } catch (MalformedRecordException e) {
      // No event: the jobs made a dead letter of it.
    }
  }

  private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }
}
