package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Gate;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Devices of the catalogue reach the rules that wait for them: by object and by gateway, by rules
 * of before and after, across a savepoint and at another parallelism.
 */
class CatalogueITCase {
  private static final int MACHINES = 40;
  private static final int SILENT_MACHINES = 10;
  private static final int LATER = 2_000;
  private static final RulesTiming TIMING =
      new RulesTiming(
          Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofHours(1), Duration.ofMinutes(1));

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Alert> alerts = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void machines_that_never_reported_are_missed_once() throws Exception {
    List<ControlRecord> control = control();
    Gate later = new Gate();
    Gate timeGoesOn = new Gate();
    RulesSources sources =
        new RulesSources(
            ListSource.gated(
                Decoded.type(Observation.class), observations(), MACHINES, timeGoesOn, 20),
            ListSource.gated(ControlRecord.type(), control, 2 + SILENT_MACHINES / 2, later, 1000),
            ListSource.snapshot(control.subList(0, 2)));
    JobClient before = start(sources, 2, null);
    await().atMost(Duration.ofSeconds(120)).until(() -> alerts.values().size() >= MACHINES);
    String savepoint = JobCluster.stop(before, folder);

    later.open();
    JobClient after = start(sources, 1, savepoint);
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> acks.values().stream().anyMatch(ack -> ack.getId().equals("gateway")));
    timeGoesOn.open();
    await().atMost(Duration.ofSeconds(120)).untilAsserted(this::missed);
    after.cancel().get();

    // Whoever is behind the silent gateway is mute.
    assertThat(of("gateway")).noneMatch(said -> said.matches("machine/s[13579] .*"));
    assertThat(alerts.values()).extracting(a -> a.getId() + a.getSeq()).doesNotHaveDuplicates();
    assertThat(of("silent").stream().filter(said -> said.startsWith("machine/s0")).count() % 2)
        .as("the catalogue dropped it: if it was missed before, that is taken back")
        .isZero();
    assertThat(deadLetters.values()).isEmpty();
    assertThat(acks.values()).extracting(DefinitionAck::getKind).containsOnly("rule");
  }

  private JobClient start(RulesSources sources, int parallelism, String savepoint)
      throws Exception {
    StreamExecutionEnvironment env = JobCluster.environment(folder);
    if (savepoint != null) {
      env.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    }
    env.setParallelism(parallelism);
    RulesSinks sinks =
        new RulesSinks(alerts, new CollectingSink<>(), acks, new CollectingSink<>(), deadLetters);
    RulesTopology.build(env, sources, sinks, TIMING, () -> Given.NOON);
    return env.executeAsync();
  }

  /** All but the first machine, which goes on telling, are missed; each for its reason. */
  private void missed() {
    Stream<String> told =
        IntStream.range(1, MACHINES).mapToObj(i -> "machine/m" + i + " OPEN silent for PT10M");
    Stream<String> never =
        IntStream.range(1, SILENT_MACHINES)
            .mapToObj(i -> "machine/s" + i + " OPEN never heard from");
    assertThat(of("silent")).containsAll(Stream.concat(told, never).toList());
    assertThat(of("gateway"))
        .contains("unheard OPEN never heard from", "machine/s2 OPEN never heard from");
  }

  private List<String> of(String rule) {
    return alerts.values().stream()
        .filter(alert -> alert.getRuleId().equals(rule))
        .map(alert -> alert.getKey() + " " + alert.getState() + " " + alert.getReason())
        .toList();
  }

  /** Rules; silent machines behind two gateways; one is dropped; a rule that comes after them. */
  private static List<ControlRecord> control() {
    List<ControlRecord> control = new ArrayList<>();
    control.add(Given.rule(1, 1, Given.OVERHEAT));
    control.add(Rules.rule(2, "silent", 1, "\"kind\": \"absence\", \"for\": \"PT10M\""));
    for (int i = 0; i < SILENT_MACHINES; i++) {
      String gateway = i % 2 == 0 ? "heard" : "unheard";
      String document =
          "{\"id\": \"s%d\", \"type\": \"machine\", \"parent\": \"%s\"}".formatted(i, gateway);
      control.add(Given.control(ControlTopic.DEVICES, i + 1, "s" + i, 1, document));
    }
    control.add(Given.tombstone(ControlTopic.DEVICES, SILENT_MACHINES + 1, "s0"));
    control.add(
        Rules.rule(
            3,
            "gateway",
            1,
            "\"kind\": \"absence\", \"for\": \"PT10M\", \"by\": \"gateway\", \"each\":"
                + " \"object\""));
    return control;
  }

  /** Each machine is hot; then the first goes on telling, which brings event time on. */
  private static List<Decoded<Observation>> observations() {
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < MACHINES + LATER; i++) {
      String machine = i < MACHINES ? "m" + i : "m0";
      Observation observation = Given.observation(i, machine, 95);
      Instant at = Given.NOON.plusSeconds(i < MACHINES ? i : 30L * i);
      observation.setObservedAt(at);
      observation.setReceivedAt(at);
      observation.getProperties().put("gateway", "heard");
      observations.add(Given.decoded(observation, i));
    }
    return observations;
  }
}
