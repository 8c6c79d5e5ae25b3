package io.millrace.service.stack;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a control topic from its beginning, as a job does. */
public final class ControlTopic implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final ConfluentAvro<Definition> coder;
  private final TopicPartition partition;

  /**
   * A record.
   *
   * @param definition null for a tombstone
   */
  public record Entry(String key, Definition definition, long timestamp) {}

  public ControlTopic(Stack stack, String topic) {
    partition = new TopicPartition(topic, 0);
    coder = new ConfluentAvro<>(new RegistryClient(stack.registryUrl()), topic, Definition.class);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.kafka().address()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
  }

  /** All that the topic holds now. */
  public List<Entry> readAll() throws IOException {
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    List<Entry> entries = new ArrayList<>();
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<String, byte[]> r : consumer.poll(Duration.ofMillis(200))) {
        Definition definition = r.value() == null ? null : coder.read(r.value());
        entries.add(new Entry(r.key(), definition, r.timestamp()));
      }
    }
    return entries;
  }

  /** All that it holds of one key. */
  public List<Entry> readAll(String key) throws IOException {
    return readAll().stream().filter(entry -> entry.key().equals(key)).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
