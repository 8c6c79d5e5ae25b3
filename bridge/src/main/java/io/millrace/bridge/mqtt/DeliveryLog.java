package io.millrace.bridge.mqtt;

import io.millrace.bridge.kafka.HeaderNames;
import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.kafka.Place;
import io.millrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The end of {@code device-messages} as the memory of what a session has delivered: a process that
 * was killed is succeeded by one that reads it. Committed offsets of a consumer group, one a
 * session, say from where. Not safe for use by many threads.
 */
final class DeliveryLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ANSWER_MILLIS = 5000;
  private final String clientId;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  DeliveryLog(KafkaSettings kafka, String clientId) {
    this.clientId = clientId;
    Map<String, Object> own = new HashMap<>();
    own.put("group.id", "millrace-bridge-" + clientId);
    own.put("client.id", "millrace-bridge-log-" + clientId);
    own.put("enable.auto.commit", false);
    own.put("auto.offset.reset", "earliest");
    own.put("default.api.timeout.ms", ANSWER_MILLIS);
    own.put("request.timeout.ms", ANSWER_MILLIS);
    // Little is read, and seldom.
    own.put("fetch.max.bytes", 4 << 20);
    consumer =
        new KafkaConsumer<>(
            kafka.client(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Hands over what an earlier process of this session wrote and may not have acknowledged, in the
   * order of each partition. At the first start there is none, and the log begins.
   *
   * @throws org.apache.kafka.common.KafkaException while Kafka does not answer
   */
  void read(Consumer<Delivery> deliveries) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.DEVICE_MESSAGES).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("There is no topic " + Topics.DEVICE_MESSAGES);
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndMetadata> begun = consumer.committed(Set.copyOf(partitions));
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = begun.get(partition);
      long end = ends.getOrDefault(partition, 0L);
      starts.put(partition, known == null ? end : Math.min(known.offset(), end));
      consumer.seek(partition, starts.getOrDefault(partition, end));
    }
    commit(starts);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Delivery delivery = delivery(record);
        if (delivery != null) {
          deliveries.accept(delivery);
        }
      }
    }
  }

  private @Nullable Delivery delivery(ConsumerRecord<byte[], byte[]> record) {
    String trace = header(record, HeaderNames.TRACE_ID);
    return trace != null && clientId.equals(header(record, HeaderNames.MQTT_CLIENT))
        ? Delivery.of(trace, new Place(record.partition(), record.offset()))
        : null;
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  /**
   * Moves on where the next process is to begin.
   *
   * @param positions by partition
   * @throws org.apache.kafka.common.KafkaException while Kafka does not answer
   */
  void moveOn(Map<Integer, Long> positions) {
    Map<TopicPartition, Long> moved =
        positions.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> new TopicPartition(Topics.DEVICE_MESSAGES, entry.getKey()),
                    Map.Entry::getValue));
    moved.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    if (!moved.isEmpty()) {
      commit(moved);
    }
  }

  private void commit(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach((partition, at) -> offsets.put(partition, new OffsetAndMetadata(at)));
    consumer.commitSync(offsets);
    committed.putAll(positions);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
