package io.millrace.local.kafka;

import io.millrace.local.StackException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers without a group, of what transactions have committed: reading leaves no trace. */
public final class TopicConsumers {
  private TopicConsumers() {}

  /**
   * A consumer that nothing is assigned to.
   *
   * @param kafka bootstrap servers
   * @throws StackException if they cannot be used; whether they answer is seen with the first call
   */
  public static KafkaConsumer<byte[], byte[]> open(String kafka, String clientId) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try {
      return new KafkaConsumer<>(settings(kafka, clientId), bytes, bytes);
    } catch (KafkaException e) {
      throw new StackException("Kafka at " + kafka + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> settings(String kafka, String clientId) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        kafka,
        ConsumerConfig.CLIENT_ID_CONFIG,
        clientId,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        5000,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        15_000);
  }

  /** The partitions of a topic by their numbers. */
  public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }
}
