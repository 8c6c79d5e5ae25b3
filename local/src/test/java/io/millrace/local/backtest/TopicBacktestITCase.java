package io.millrace.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.testkit.Broker;
import io.millrace.testkit.SchemaServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Backtests over what a real broker has, read from all partitions. */
class TopicBacktestITCase {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final int MACHINES = 4;

  @TempDir static Path data;
  private static Broker broker;
  private static SchemaServer registry;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  /** Each machine is warm, hot, cool again. */
  @BeforeAll
  static void fill() throws Exception {
    registry = new SchemaServer();
    broker = new Broker(data);
    ConfluentAvro<Observation> avro =
        new ConfluentAvro<>(
            new RegistryClient(registry.url()), Topics.OBSERVATIONS, Observation.class);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    double[] temperatures = {80, 95, 70};
    for (int reading = 0; reading < temperatures.length; reading++) {
      for (int machine = 0; machine < MACHINES; machine++) {
        Observation observation = observation(reading, machine, temperatures[reading]);
        records.add(
            new ProducerRecord<>(Topics.OBSERVATIONS, machine % 2, null, avro.write(observation)));
      }
    }
    broker.send(records);
  }

  @AfterAll
  static void stop() {
    broker.close();
    registry.close();
  }

  private static Observation observation(int reading, int machine, double temperature) {
    Instant at = NOON.plusSeconds(60L * reading + machine);
    return Observation.newBuilder()
        .setId("o" + reading + "-" + machine)
        .setTraceId("t" + reading)
        .setDeviceId("d" + machine)
        .setObjectType("machine")
        .setObjectId("m" + machine)
        .setObservedAt(at)
        .setReceivedAt(at.plusMillis(20))
        .setProperties(new HashMap<>(Map.of("temperature", temperature)))
        .setMappingId("plant-machine")
        .setMappingVersion(1)
        .setOrigin(new Origin("device-messages", 0, (long) reading, 0))
        .build();
  }

  @Test
  void reads_all_partitions_of_the_topic() throws Exception {
    assertThat(run()).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("hot version 1: 4 opened, 0 updated, 4 cleared, 0 open at the end")
        .contains("2026-01-01T12:01:02Z  2026-01-01T12:02:02Z  warning   hot  machine/m2")
        .contains("12 observations from 2026-01-01T12:00:00Z to 2026-01-01T12:02:03Z");
  }

  @Test
  void reads_a_stretch_of_time() throws Exception {
    assertThat(run("--from", "2026-01-01T12:01:02Z", "--to", "2026-01-01T12:02:00Z"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("hot version 1: 2 opened, 0 updated, 0 cleared, 2 open at the end")
        .contains("2 observations from 2026-01-01T12:01:02Z to 2026-01-01T12:01:03Z");
  }

  @Test
  void leaves_no_trace_in_the_broker() throws Exception {
    int before = broker.read(Topics.OBSERVATIONS).size();
    run();
    assertThat(broker.read(Topics.OBSERVATIONS)).hasSize(before);
  }

  @Test
  void a_broker_that_is_not_there_is_said() throws Exception {
    Path rules = rules();
    int status =
        commandLine()
            .execute(
                "backtest",
                "--rules",
                rules.toString(),
                "--input",
                "topic:observations",
                "--kafka",
                "127.0.0.1:1",
                "--registry",
                registry.url());
    assertThat(status).isNotZero();
    assertThat(err.toString()).contains("Kafka at 127.0.0.1:1 cannot be read");
  }

  private int run(String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("backtest", "--rules", rules().toString(), "--input", "topic:observations"));
    arguments.addAll(List.of("--kafka", broker.address(), "--registry", registry.url()));
    arguments.addAll(List.of(options));
    return commandLine().execute(arguments.toArray(new String[0]));
  }

  private Path rules() throws Exception {
    return Files.writeString(
        folder.resolve("rules.json"),
        """
        {"id": "hot", "kind": "threshold", "objectType": "machine",
         "condition": "temperature > 90.0"}""");
  }

  private CommandLine commandLine() {
    CommandLine commandLine = Main.commandLine();
    return commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  }
}
