package io.millrace.jobs.runtime.definition;

import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a control topic from its beginning to where it ends when the reading starts. */
public final class KafkaDefinitionSnapshot implements DefinitionSnapshot {
  private static final long serialVersionUID = 1L;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final KafkaSettings settings;
  private final String topic;
  private final boolean history;

  /** The last record of each id. */
  public KafkaDefinitionSnapshot(KafkaSettings settings, ControlTopic topic) {
    this(settings, topic, false);
  }

  private KafkaDefinitionSnapshot(KafkaSettings settings, ControlTopic topic, boolean history) {
    this.settings = settings;
    this.topic = topic.topic();
    this.history = history;
  }

  /** Every record that the topic still holds, in its order. */
  public static KafkaDefinitionSnapshot history(KafkaSettings settings, ControlTopic topic) {
    return new KafkaDefinitionSnapshot(settings, topic, true);
  }

  @Override
  public List<ControlRecord> read() throws IOException {
    ControlRecordReader reader =
        new ControlRecordReader(new RegistryClient(settings.registryUrl()));
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties(), bytes, bytes)) {
      return read(consumer, reader);
    } catch (KafkaException e) {
      throw new IOException("Topic " + topic + " cannot be read", e);
    }
  }

  private List<ControlRecord> read(Consumer<byte[], byte[]> consumer, ControlRecordReader reader)
      throws IOException {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, ControlRecord> last = new LinkedHashMap<>();
    long progress = System.nanoTime();
    while (!reached(consumer, ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        ControlRecord control = reader.read(record);
        if (control.unreadable() == null) {
          String place = "/" + control.partition() + "/" + control.offset();
          last.put(history ? control.id() + place : control.id(), control);
        }
        progress = System.nanoTime();
      }
      if (System.nanoTime() - progress > PATIENCE.toNanos()) {
        throw new IOException("Topic " + topic + " gave nothing for " + PATIENCE);
      }
    }
    return List.copyOf(last.values());
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IOException("Topic " + topic + " does not exist");
    }
    return partitions;
  }

  private static boolean reached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Properties properties() {
    Properties properties = settings.clientProperties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }
}
