package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.KafkaDefinitionSnapshot;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.testkit.Broker;
import io.millrace.testkit.SchemaServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The job with its own sources and sinks on a real broker, with either guarantee. */
class IngestOnKafkaITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir static Path kafkaFolder;
  @TempDir Path checkpoints;
  private static Broker broker;
  private static SchemaServer registry;

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker(kafkaFolder);
    registry = new SchemaServer();
    Definition mapping = Given.mapping(0, 1, "payload.t").definition();
    byte[] key = Given.bytes("plant-machine");
    ProducerRecord<byte[], byte[]> gone =
        new ProducerRecord<>(Topics.CONTROL_MAPPINGS, Given.bytes("gone"), null);
    broker.send(
        List.of(
            new ProducerRecord<>(Topics.CONTROL_MAPPINGS, key, encode(mapping)),
            new ProducerRecord<>(Topics.CONTROL_MAPPINGS, key, Given.bytes("poison")),
            gone));
  }

  @AfterAll
  static void stop() {
    broker.close();
    registry.close();
  }

  @Test
  void the_snapshot_is_the_last_readable_record_of_each_id() throws Exception {
    KafkaSettings settings = settings(DeliveryGuarantee.AT_LEAST_ONCE, "snapshot");
    assertThat(new KafkaDefinitionSnapshot(settings, ControlTopic.MAPPINGS).read())
        .extracting(record -> record.id() + ":" + record.tombstone())
        .containsExactlyInAnyOrder("plant-machine:false", "gone:true");
    assertThat(new KafkaDefinitionSnapshot(settings, ControlTopic.DEVICES).read()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void messages_become_observations(DeliveryGuarantee guarantee) throws Exception {
    String run = guarantee.name();
    KafkaSettings settings = settings(guarantee, run);
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      messages.add(message(run + "-" + i % 5, "{\"t\": " + i + "}"));
    }
    messages.add(message(run + "-0", "{\"t\": "));
    messages.add(message(run + "-0", "x".repeat(2_000_000)));
    broker.send(messages);

    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    IngestOptions options = IngestHarness.options();
    IngestTopology.build(
        env, IngestSources.of(settings, options), IngestSinks.of(settings), options);
    JobClient job = env.executeAsync();
    try {
      await().atMost(PATIENCE).until(() -> observations(run).size() == 50);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(deadLetters(run))
                      .extracting(DeadLetter::getCode)
                      .containsExactlyInAnyOrder("malformed-json", "oversized"));
    } finally {
      job.cancel().get();
    }
    assertThat(observations(run)).extracting(Observation::getId).doesNotHaveDuplicates();
    ConsumerRecord<byte[], byte[]> sent = broker.read(Topics.OBSERVATIONS).get(0);
    Observation observation = decode(Topics.OBSERVATIONS, Observation.class, sent.value());
    assertThat(sent.key()).isEqualTo(Given.bytes(observation.getDeviceId()));
    assertThat(new String(sent.headers().lastHeader("trace-id").value(), StandardCharsets.UTF_8))
        .isEqualTo(observation.getTraceId());
  }

  private static KafkaSettings settings(DeliveryGuarantee guarantee, String run) {
    return new KafkaSettings(run, broker.address(), Map.of(), registry.url(), guarantee);
  }

  private static ProducerRecord<byte[], byte[]> message(String device, String payload) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.DEVICE_MESSAGES, Given.bytes(device), Given.bytes(payload));
    record.headers().add("source", Given.bytes("plant"));
    return record;
  }

  private static List<Observation> observations(String run) throws Exception {
    List<Observation> all = read(Topics.OBSERVATIONS, Observation.class);
    return all.stream().filter(o -> o.getDeviceId().startsWith(run)).toList();
  }

  private static List<DeadLetter> deadLetters(String run) throws Exception {
    return read(Topics.DEAD_LETTERS, DeadLetter.class).stream()
        .filter(letter -> letter.getStage().equals("check") || letter.getStage().equals("map"))
        .filter(letter -> letter.getKey() != null)
        .filter(
            letter -> new String(letter.getKey().array(), StandardCharsets.UTF_8).startsWith(run))
        .filter(letter -> letter.getTopic().equals(Topics.DEVICE_MESSAGES))
        .toList();
  }

  private static <T extends SpecificRecordBase> List<T> read(String topic, Class<T> type)
      throws Exception {
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.read(topic)) {
      values.add(decode(topic, type, record.value()));
    }
    return values;
  }

  private static <T extends SpecificRecordBase> T decode(String topic, Class<T> type, byte[] value)
      throws Exception {
    return new ConfluentAvro<>(new RegistryClient(registry.url()), topic, type).read(value);
  }

  private static byte[] encode(Definition definition) throws Exception {
    return new ConfluentAvro<>(
            new RegistryClient(registry.url()), Topics.CONTROL_MAPPINGS, Definition.class)
        .write(definition);
  }
}
