package io.millrace.bench.load;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a measurement and what is put into them. */
final class BenchTopics {
  /** As the catalogue has it for device-messages. */
  static final int PARTITIONS = 4;

  /** Ten fields, two of them computed, each cast to its type. */
  private static final String MAPPING = BenchMapping.text();

  private final String kafka;
  private final String registry;

  BenchTopics(BenchStack stack) {
    this.kafka = stack.addresses().kafkaBootstrap();
    this.registry = stack.addresses().registryUrl();
  }

  /** Puts the mapping in force for all jobs that start from now on. */
  void putMapping() throws IOException {
    Definition definition =
        new Definition(
            "mapping", "bench", 1L, DefinitionState.ACTIVE, MAPPING, Instant.now(), null);
    byte[] value =
        new ConfluentAvro<>(new RegistryClient(registry), Topics.CONTROL_MAPPINGS, Definition.class)
            .write(definition);
    try (var producer = producer(Map.of())) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.CONTROL_MAPPINGS, "bench".getBytes(StandardCharsets.UTF_8), value));
    }
  }

  /** Creates a topic of raw messages. */
  void create(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
  }

  /** Lets the broker stamp records of this topic as it appends them. */
  void stampAtAppend(String topic) throws InterruptedException, ExecutionException {
    ConfigEntry entry = new ConfigEntry("message.timestamp.type", "LogAppendTime");
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  /** Fills a topic; returns the bytes of the payloads. */
  long fill(BenchMessages messages, long count) {
    long bytes = 0;
    long now = System.currentTimeMillis();
    try (var producer =
        producer(Map.of("linger.ms", 20, "batch.size", 1 << 18, "buffer.memory", 64L << 20))) {
      for (long i = 0; i < count; i++) {
        var record = messages.record(i, now + i);
        bytes += record.value().length;
        var unused = producer.send(record);
      }
    }
    return bytes;
  }

  /** Records that a topic has had so far. */
  long ends(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      return offsets(admin, topic).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Throws away what a topic holds: a disk is not filled, and no reader finds it. */
  void empty(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      offsets(admin, topic).forEach((at, end) -> all.put(at, RecordsToDelete.beforeOffset(end)));
      admin.deleteRecords(all).all().get();
    }
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", kafka);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka));
  }

  private static Map<TopicPartition, Long> offsets(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int i = 0; i < PARTITIONS; i++) {
      ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
