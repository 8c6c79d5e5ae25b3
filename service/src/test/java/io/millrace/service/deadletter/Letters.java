package io.millrace.service.deadletter;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.Ids;
import io.millrace.udfs.projection.DeadLetterDocument;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters that tests start from, and what becomes of them. */
final class Letters {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Stack stack;

  Letters(Stack stack) {
    this.stack = stack;
  }

  /** A message of this source that mapping {@code pump} refused, {@code n} seconds after noon. */
  static DeadLetter.Builder refused(String source, int n, String payload) {
    String id = Ids.derive(source, Integer.toString(n));
    return DeadLetter.newBuilder()
        .setId(id)
        .setRoot(id)
        .setStage("map")
        .setCode("wrong-type")
        .setReason("'bar' must be a double but is a text")
        .setPath("bar")
        .setDefinitionId("pump")
        .setDefinitionVersion(3L)
        .setTopic(Topics.DEVICE_MESSAGES)
        .setPartition(2)
        .setOffset(n)
        .setKey(bytes("pump-" + n % 4))
        .setPayload(bytes(payload))
        .setHeaders(Map.of("source", bytes(source)))
        .setTraceId(source + "-trace-" + n)
        .setReceivedAt(NOON)
        .setAt(NOON.plusSeconds(n));
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes the index unless it is there, as the projection job does with the first letter. */
  void createIndex() throws Exception {
    if (stack.elasticsearch("GET", "/_alias", "").contains("\"dead-letters\"")) {
      return;
    }
    stack.elasticsearch(
        "PUT",
        "/dead-letters-000001",
        "{\"aliases\":{\"dead-letters\":{\"is_write_index\":true}}}");
  }

  /** Writes documents as the projection job does. */
  void index(List<DeadLetter> letters) throws Exception {
    StringBuilder bulk = new StringBuilder();
    for (DeadLetter letter : letters) {
      add(bulk, DeadLetterDocument.of(letter, 0, 0));
    }
    write(bulk);
  }

  /** Writes a letter to its topic, and its document with this place. */
  void sendAndIndex(DeadLetter letter) throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", stack.kafka().address(), "max.request.size", 16 << 20);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      byte[] value =
          new ConfluentAvro<>(
                  new RegistryClient(stack.registryUrl()), Topics.DEAD_LETTERS, DeadLetter.class)
              .write(letter);
      RecordMetadata at = producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS, value)).get();
      StringBuilder bulk = new StringBuilder();
      add(bulk, DeadLetterDocument.of(letter, at.partition(), at.offset()));
      write(bulk);
    }
  }

  private void write(StringBuilder bulk) throws Exception {
    String answer = stack.elasticsearch("POST", "/_bulk?refresh=true", bulk.toString());
    if (answer.contains("\"errors\":true")) {
      throw new IllegalStateException(answer);
    }
  }

  private static void add(StringBuilder bulk, SearchDocument document) {
    bulk.append(
        """
        {"index":{"_index":"%s","_id":"%s","version":%d,"version_type":"external_gte"}}
        """
            .formatted(document.alias(), document.id(), document.version()));
    bulk.append(new String(document.json(), StandardCharsets.UTF_8)).append('\n');
  }

  /** All that was ever sent to {@code device-messages} with this source. */
  List<ConsumerRecord<byte[], byte[]>> replayed(String source) {
    return replayed(Topics.DEVICE_MESSAGES, source);
  }

  /** The row that a record of {@code dataset-rows} has. */
  DatasetRow row(ConsumerRecord<byte[], byte[]> record) throws IOException {
    return new ConfluentAvro<>(
            new RegistryClient(stack.registryUrl()), Topics.DATASET_ROWS, DatasetRow.class)
        .read(record.value());
  }

  /** All that was ever sent to a topic with this source. */
  List<ConsumerRecord<byte[], byte[]>> replayed(String topic, String source) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(Map.of("bootstrap.servers", stack.kafka().address()), bytes, bytes)) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  if (source.equals(header(record, "source"))) {
                    found.add(record);
                  }
                });
      }
    }
    return found;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
