package io.millrace.service.rule;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the jobs say of rules. The first question reads the topic, which is compacted, from its
 * beginning; each further one what came since.
 */
@Component
class AckTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AckTopic.class);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CONTROL_ACKS, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String RULE = "rule";

  private final Map<String, Object> settings;
  private final ConfluentAvro<DefinitionAck> avro;
  private final Map<String, Map<String, DefinitionAck>> byRule = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  AckTopic(ServiceSettings settings) {
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka().bootstrapServers(),
            ConsumerConfig.CLIENT_ID_CONFIG,
            "millrace-service-acks",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    this.avro =
        new ConfluentAvro<>(
            new RegistryClient(settings.registry().url()),
            Topics.CONTROL_ACKS,
            DefinitionAck.class);
  }

  /**
   * The last word of each subtask on a rule, by job and subtask.
   *
   * @param slot id that the rule has in the control topic
   */
  synchronized Collection<DefinitionAck> of(String slot) {
    try {
      readOn();
    } catch (KafkaException e) {
      throw ProblemException.unavailable("Kafka", e);
    } catch (IOException e) {
      throw ProblemException.unavailable("The schema registry", e);
    }
    return List.copyOf(byRule.getOrDefault(slot, Map.of()).values());
  }

  private void readOn() throws IOException {
    KafkaConsumer<byte[], byte[]> present = consumer();
    long end = present.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (present.position(PARTITION) < end) {
      for (ConsumerRecord<byte[], byte[]> record : present.poll(Duration.ofMillis(100))) {
        take(record);
      }
      if (System.nanoTime() > deadline) {
        throw new KafkaException(Topics.CONTROL_ACKS + " was not read within " + PATIENCE);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (record.value() == null) {
      return;
    }
    try {
      DefinitionAck ack = avro.read(record.value());
      if (ack.getKind().equals(RULE)) {
        byRule
            .computeIfAbsent(ack.getId(), id -> new TreeMap<>())
            .put("%s/%06d".formatted(ack.getJob(), ack.getSubtask()), ack);
      }
    } catch (MalformedRecordException e) {
      LOG.warn("{} at offset {} is no ack: {}", record.topic(), record.offset(), e.getMessage());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> present = consumer;
    if (present == null) {
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      present = new KafkaConsumer<>(settings, bytes, bytes);
      present.assign(List.of(PARTITION));
      present.seekToBeginning(List.of(PARTITION));
      consumer = present;
    }
    return present;
  }

  @Override
  public synchronized void close() {
    if (consumer != null) {
      consumer.close(Duration.ofSeconds(1));
    }
  }
}
