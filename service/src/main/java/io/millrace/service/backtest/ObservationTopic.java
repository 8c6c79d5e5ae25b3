package io.millrace.service.backtest;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.backtest.input.Merged;
import io.millrace.udfs.backtest.input.ObservationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The observations that Kafka still has. */
@Component
class ObservationTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final Map<String, Object> settings;
  private final RegistryClient registry;

  ObservationTopic(ServiceSettings settings) {
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka().bootstrapServers(),
            ConsumerConfig.CLIENT_ID_CONFIG,
            "millrace-service-backtest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2000,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    this.registry = new RegistryClient(settings.registry().url());
  }

  /**
   * All partitions, merged by receipt, up to where they end now.
   *
   * @param from what was received before then is passed over, as far as it was also written before
   *     then; null for all
   */
  ObservationSource open(@Nullable Instant from) {
    List<PartitionHistory> opened = new ArrayList<>();
    try {
      for (TopicPartition partition : partitions()) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        place(consumer, partition, from);
        opened.add(
            new PartitionHistory(
                consumer,
                partition,
                new ConfluentAvro<>(registry, Topics.OBSERVATIONS, Observation.class)));
      }
      return new Merged(opened);
    } catch (KafkaException e) {
      opened.forEach(PartitionHistory::close);
      throw ProblemException.unavailable("Kafka", e);
    }
  }

  private List<TopicPartition> partitions() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.partitionsFor(Topics.OBSERVATIONS).stream()
          .map(PartitionInfo::partition)
          .sorted()
          .map(number -> new TopicPartition(Topics.OBSERVATIONS, number))
          .toList();
    }
  }

  private static void place(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, @Nullable Instant from) {
    List<TopicPartition> one = List.of(partition);
    consumer.assign(one);
    if (from == null) {
      consumer.seekToBeginning(one);
      return;
    }
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
    if (first == null) {
      consumer.seekToEnd(one);
    } else {
      consumer.seek(partition, first.offset());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(settings, bytes, bytes);
  }
}
