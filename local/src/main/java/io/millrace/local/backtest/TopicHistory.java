package io.millrace.local.backtest;

import io.millrace.local.StackException;
import io.millrace.local.kafka.TopicConsumers;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.udfs.backtest.input.Merged;
import io.millrace.udfs.backtest.input.ObservationSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topic of observations, without a consumer group: reading it leaves no trace. */
final class TopicHistory {
  private TopicHistory() {}

  /**
   * All partitions, merged by receipt.
   *
   * @param from what was written before then is passed over; null for all
   */
  static ObservationSource open(String kafka, String registry, @Nullable Instant from) {
    RegistryClient schemas = new RegistryClient(registry);
    List<PartitionHistory> partitions = new ArrayList<>();
    try {
      for (TopicPartition partition : partitions(kafka)) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(kafka);
        place(consumer, partition, from);
        partitions.add(
            new PartitionHistory(
                consumer,
                partition,
                new ConfluentAvro<>(schemas, Topics.OBSERVATIONS, Observation.class)));
      }
    } catch (KafkaException e) {
      partitions.forEach(PartitionHistory::close);
      throw new StackException("Kafka at " + kafka + " cannot be read: " + e.getMessage(), e);
    }
    return new Merged(partitions);
  }

  private static List<TopicPartition> partitions(String kafka) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      return TopicConsumers.partitions(consumer, Topics.OBSERVATIONS);
    }
  }

  private static void place(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, @Nullable Instant from) {
    consumer.assign(List.of(partition));
    if (from == null) {
      consumer.seekToBeginning(List.of(partition));
      return;
    }
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
    if (first == null) {
      consumer.seekToEnd(List.of(partition));
    } else {
      consumer.seek(partition, first.offset());
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
    return TopicConsumers.open(kafka, "millrace-backtest");
  }
}
