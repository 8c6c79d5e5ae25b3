package io.millrace.jobs.runtime.kafka;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlRecordDeserializer;
import io.millrace.jobs.runtime.definition.ControlTopic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** How jobs read topics. */
public final class KafkaSources {
  private static final String DISCOVERY_MS = "10000";

  private KafkaSources() {}

  /** Bytes as they are, from where the group stopped, or from the beginning. */
  public static KafkaSource<RawMessage> raw(KafkaSettings settings, String topic) {
    return resuming(settings, topic, new RawMessageDeserializer());
  }

  /** Avro values, from where the group stopped, or from the beginning. */
  public static <T extends SpecificRecordBase> KafkaSource<Decoded<T>> avro(
      KafkaSettings settings, String topic, Class<T> type) {
    return resuming(
        settings, topic, new DecodedDeserializer<>(settings.registryUrl(), topic, type));
  }

  /**
   * Avro values of a stretch of a topic; it ends.
   *
   * @param from offsets by partition; one that is not named is read from its beginning
   * @param until offsets before which to end; a partition that is not named is not read
   */
  public static <T extends SpecificRecordBase> KafkaSource<Decoded<T>> bounded(
      KafkaSettings settings,
      String topic,
      Class<T> type,
      Map<Integer, Long> from,
      Map<Integer, Long> until) {
    Map<TopicPartition, Long> begin = new HashMap<>();
    Map<TopicPartition, Long> end = new HashMap<>();
    until.forEach(
        (partition, offset) -> {
          TopicPartition place = new TopicPartition(topic, partition);
          begin.put(place, from.getOrDefault(partition, KafkaPartitionSplit.EARLIEST_OFFSET));
          end.put(place, offset);
        });
    return builder(settings, topic, new DecodedDeserializer<>(settings.registryUrl(), topic, type))
        // Serialized with the job, which a map's view is not.
        .setPartitions(new HashSet<>(end.keySet()))
        .setStartingOffsets(OffsetsInitializer.offsets(begin))
        .setBounded(OffsetsInitializer.offsets(end))
        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
        .build();
  }

  /** Definitions, always from the beginning: a topic of these is a table, not a log. */
  public static KafkaSource<ControlRecord> control(KafkaSettings settings, String... topics) {
    return builder(settings, "control", new ControlRecordDeserializer(settings.registryUrl()))
        .setTopics(List.of(topics))
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
        .build();
  }

  /** Definitions of these kinds, all of them from the beginning. */
  public static KafkaSource<ControlRecord> control(KafkaSettings settings, ControlTopic... topics) {
    return control(settings, Arrays.stream(topics).map(ControlTopic::topic).toArray(String[]::new));
  }

  @SuppressWarnings("deprecation") // the connector has no other way to say "earliest"
  private static <T> KafkaSource<T> resuming(
      KafkaSettings settings, String topic, KafkaRecordDeserializationSchema<T> deserializer) {
    return builder(settings, topic, deserializer)
        .setTopics(topic)
        .setGroupId(settings.group())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .build();
  }

  private static <T> KafkaSourceBuilder<T> builder(
      KafkaSettings settings, String client, KafkaRecordDeserializationSchema<T> deserializer) {
    return KafkaSource.<T>builder()
        .setProperties(settings.clientProperties())
        .setBootstrapServers(settings.bootstrapServers())
        .setClientIdPrefix(settings.group() + "-" + client)
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), DISCOVERY_MS)
        // Aborted transactions of exactly-once writers are not for us.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setDeserializer(deserializer);
  }
}
