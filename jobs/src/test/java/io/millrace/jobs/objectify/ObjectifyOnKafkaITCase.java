package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.FailingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.testkit.Broker;
import io.millrace.testkit.SchemaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job as it runs by default, on a real broker: what readers see of its crashes. */
class ObjectifyOnKafkaITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MACHINES = 4;
  private static final int HALF = 200;

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir static Path kafkaFolder;
  @TempDir Path checkpoints;
  private static Broker broker;
  private static SchemaServer registry;
  private static KafkaSettings settings;

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker(kafkaFolder);
    registry = new SchemaServer();
    String[] args = {
      "--kafka.bootstrap-servers", broker.address(), "--registry.url", registry.url()
    };
    settings = KafkaSettings.of(ObjectifyJob.NAME, ObjectifyOptions.SET.parse(args));
    broker.send(
        List.of(
            definition(Topics.CONTROL_ONTOLOGY, Plant.ontology()),
            definition(Topics.CONTROL_OBJECT_MAPPINGS, Plant.assets())));
  }

  @AfterAll
  static void stop() {
    broker.close();
    registry.close();
  }

  @Test
  void readers_see_each_event_once_and_none_that_a_crash_undid() throws Exception {
    try (KafkaProducer<byte[], byte[]> dead = neverCommits()) {
      broker.send(rows());
      broker.send(observations(0, HALF));
      String savepoint = crashesBeforeItsFirstCheckpoint();
      broker.send(observations(HALF, 2 * HALF));
      crashesBetweenCheckpoints(savepoint);
    }
    List<ObjectEvent> events = committed();
    Map<String, Long> seqs = new HashMap<>();
    for (ObjectEvent event : events) {
      String key = event.getObjectType() + "/" + event.getObjectId();
      assertThat(event.getSeq()).as(key).isEqualTo(seqs.merge(key, 1L, Long::sum));
    }
    assertThat(seqs).hasSize(MACHINES);
    assertThat(records("read_uncommitted"))
        .as("the crashes undid events, and one transaction was left open")
        .hasSizeGreaterThan(events.size() + 1);
  }

  /** Nothing is seen until it is stopped, with a savepoint. */
  private String crashesBeforeItsFirstCheckpoint() throws Exception {
    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    env.enableCheckpointing(Duration.ofHours(1).toMillis());
    // Else the first would come after a random part of the interval.
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(Duration.ofHours(1).toMillis());
    FailingSink<DeadLetter> failing = new FailingSink<>(new CollectingSink<>(), 1);
    JobClient job = start(env, failing);
    await().atMost(PATIENCE).until(() -> records("read_uncommitted").size() > MACHINES);
    assertThat(records("read_committed")).isEmpty();
    int before = records("read_uncommitted").size();
    broker.send(List.of(poison()));
    await().atMost(PATIENCE).until(failing::failed);
    await().atMost(PATIENCE).until(() -> records("read_uncommitted").size() > before + MACHINES);
    return JobCluster.stop(job, checkpoints);
  }

  private void crashesBetweenCheckpoints(String savepoint) throws Exception {
    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    env.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    // The first poison may be read again: its place was not in the savepoint yet.
    FailingSink<DeadLetter> failing =
        new FailingSink<>(new CollectingSink<>(), (letter, had) -> letter.getOffset() > 0);
    JobClient job = start(env, failing);
    await().atMost(PATIENCE).until(() -> !committed().isEmpty());
    broker.send(List.of(poison()));
    await().atMost(PATIENCE).until(failing::failed);
    await().atMost(PATIENCE).untilAsserted(ObjectifyOnKafkaITCase::checkLast);
    job.cancel().get();
  }

  private static JobClient start(StreamExecutionEnvironment env, FailingSink<DeadLetter> letters)
      throws Exception {
    FailingSink.restart(env);
    ObjectifySinks kafka = ObjectifySinks.of(settings);
    ObjectifyTopology.build(
        env,
        ObjectifySources.of(settings),
        new ObjectifySinks(
            kafka.events(), kafka.outcomes(), kafka.findings(), kafka.acks(), letters),
        Plant.options());
    return env.executeAsync();
  }

  /** Each machine shows what was observed last and what the rows say. */
  private static void checkLast() throws Exception {
    Map<String, ObjectEvent> last = new HashMap<>();
    committed().forEach(event -> last.put(event.getObjectId(), event));
    for (int i = 0; i < MACHINES; i++) {
      assertThat(last.get("m" + i).getProperties())
          .containsEntry("temperature", (double) (2 * HALF - MACHINES + i))
          .containsEntry("serial", "Sm" + i + "1");
    }
  }

  /** What a job leaves behind that was killed: a transaction of its name, open for 10 minutes. */
  private static KafkaProducer<byte[], byte[]> neverCommits() throws Exception {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        "millrace-objectify-" + Topics.OBJECT_EVENTS + "-0-9");
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "600000");
    ByteArraySerializer bytes = new ByteArraySerializer();
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes);
    producer.initTransactions();
    producer.beginTransaction();
    for (int partition = 0; partition < 4; partition++) {
      producer
          .send(new ProducerRecord<>(Topics.OBJECT_EVENTS, partition, null, Given.bytes("undone")))
          .get();
    }
    return producer;
  }

  private static List<ProducerRecord<byte[], byte[]>> rows() throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < MACHINES; i++) {
      DatasetRow row = Plant.asset(1, i + 1, "m" + i, "s1");
      records.add(record(Topics.DATASET_ROWS, DatasetRow.class, "assets", row));
    }
    return records;
  }

  /** Of each machine by devices in all partitions, so that their order is another each time. */
  private static List<ProducerRecord<byte[], byte[]>> observations(int from, int to)
      throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Observation seen = Given.observation(i, "m" + i % MACHINES, i);
      seen.setDeviceId("device-" + i % 23);
      records.add(record(Topics.OBSERVATIONS, Observation.class, seen.getDeviceId(), seen));
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> poison() {
    return new ProducerRecord<>(Topics.OBJECT_EDITS, 0, null, Given.bytes("poison"));
  }

  private static ProducerRecord<byte[], byte[]> definition(String topic, ControlRecord record)
      throws IOException {
    return record(
        topic, Definition.class, record.id(), Objects.requireNonNull(record.definition()));
  }

  private static <T extends SpecificRecordBase> ProducerRecord<byte[], byte[]> record(
      String topic, Class<T> type, String key, T value) throws IOException {
    byte[] bytes = avro(topic, type).write(value);
    return new ProducerRecord<>(topic, Given.bytes(key), bytes);
  }

  private static <T extends SpecificRecordBase> ConfluentAvro<T> avro(String topic, Class<T> type) {
    return new ConfluentAvro<>(new RegistryClient(registry.url()), topic, type);
  }

  private static List<ObjectEvent> committed() throws IOException {
    ConfluentAvro<ObjectEvent> avro = avro(Topics.OBJECT_EVENTS, ObjectEvent.class);
    List<ObjectEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records("read_committed")) {
      events.add(avro.read(record.value()));
    }
    return events;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String isolation) {
    return broker.read(Topics.OBJECT_EVENTS, isolation);
  }
}
