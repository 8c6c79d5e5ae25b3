package io.millrace.local.projection;

import io.millrace.local.kafka.TopicConsumers;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.store.EventStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The topic {@code object-events}, without a consumer group: reading it leaves no trace. */
final class EventTopic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentAvro<ObjectEvent> coder;

  EventTopic(String kafka, String registry) {
    coder =
        new ConfluentAvro<>(new RegistryClient(registry), Topics.OBJECT_EVENTS, ObjectEvent.class);
    consumer = TopicConsumers.open(kafka, "millrace-projection-command");
  }

  private List<TopicPartition> partitions() {
    return TopicConsumers.partitions(consumer, Topics.OBJECT_EVENTS);
  }

  /** Where the next records will stand. */
  Offsets end() {
    return offsets(consumer.endOffsets(partitions()));
  }

  /** Where the first that Kafka still has stand. */
  Offsets beginning() {
    return offsets(consumer.beginningOffsets(partitions()));
  }

  private static Offsets offsets(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byPartition = new HashMap<>();
    offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
    return Offsets.of(byPartition);
  }

  /**
   * The events of a stretch; those that are no events are dead letters of the jobs, and left out.
   *
   * @param from what is not named begins at its beginning
   */
  void read(Offsets from, Offsets until, EventStore.Taker each) throws IOException {
    Set<TopicPartition> left = new HashSet<>();
    until
        .beyond(from)
        .byPartition()
        .keySet()
        .forEach(number -> left.add(new TopicPartition(Topics.OBJECT_EVENTS, number)));
    try {
      consumer.assign(left);
      consumer.seekToBeginning(left);
      for (TopicPartition partition : left) {
        long begin = from.of(partition.partition());
        if (begin > 0) {
          consumer.seek(partition, begin);
        }
      }
      drain(left, until, each);
    } catch (KafkaException e) {
      throw new IOException("object-events cannot be read: " + e.getMessage(), e);
    }
  }

  private void drain(Set<TopicPartition> left, Offsets until, EventStore.Taker each)
      throws IOException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      left.removeIf(partition -> consumer.position(partition) >= until.of(partition.partition()));
      if (left.isEmpty()) {
        return;
      }
      consumer.assign(left);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        patience = System.nanoTime() + PATIENCE.toNanos();
        if (record.offset() < until.of(record.partition()) && record.value() != null) {
          take(record.value(), each);
        }
      }
      if (System.nanoTime() > patience) {
        throw new IOException("Kafka gave nothing of " + left + " for " + PATIENCE);
      }
    }
  }

  private void take(byte[] value, EventStore.Taker each) throws IOException {
    ObjectEvent event;
    try {
      event = coder.read(value);
    } catch (MalformedRecordException e) {
      return;
    }
    each.take(event);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
