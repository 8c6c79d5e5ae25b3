package io.millrace.local.e2e;

import io.millrace.local.config.Addresses;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic on and on, from its beginning, and keeps the records that a test asked for.
 *
 * @param <T> record class
 */
final class TopicReader<T extends SpecificRecordBase> implements AutoCloseable {
  /**
   * A record with the time at which it was sent.
   *
   * @param <T> record class
   */
  record Timed<T>(T value, long sentAt) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentAvro<T> avro;
  private final Predicate<T> wanted;
  private final List<Timed<T>> records = new ArrayList<>();

  TopicReader(Addresses at, String topic, Class<T> type, Predicate<T> wanted) {
    this.wanted = wanted;
    avro = new ConfluentAvro<>(new RegistryClient(at.registryUrl()), topic, type);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                at.kafkaBootstrap(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All wanted records so far, repeats included. */
  List<Timed<T>> records() {
    while (true) {
      var batch = consumer.poll(Duration.ofMillis(100));
      if (batch.isEmpty()) {
        return records;
      }
      batch.forEach(this::keep);
    }
  }

  /** The values of {@link #records()}. */
  List<T> values() {
    return records().stream().map(Timed::value).toList();
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return; // a tombstone: the record before it said the same
    }
    try {
      T value = avro.read(record.value());
      if (wanted.test(value)) {
        records.add(new Timed<>(value, record.timestamp()));
      }
    } catch (IOException e) {
      throw new AssertionError(record.topic() + " holds what its schema does not allow", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
