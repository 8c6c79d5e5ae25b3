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
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that was stopped with a savepoint goes on where it was, with more or fewer subtasks. */
class RulesSavepointITCase {
  private static final int MACHINES = 40;

  /** Silence counts from the start on. */
  private static final RulesTiming TIMING =
      new RulesTiming(
          Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofHours(1), Duration.ofMinutes(1));

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Alert> alerts = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void open_alerts_and_timers_go_on_at_another_parallelism() throws Exception {
    List<ControlRecord> rules =
        List.of(
            Given.rule(1, 1, Given.OVERHEAT),
            Rules.rule(2, "silent", 1, "\"kind\": \"absence\", \"for\": \"PT10M\""),
            Given.tombstone(ControlTopic.RULES, 3, "none"));
    // Each machine tells twice: it is hot, then cool again. All open alerts meet the savepoint.
    Gate gate = new Gate();
    RulesSources sources =
        new RulesSources(
            ListSource.gated(Decoded.type(Observation.class), observations(), MACHINES, gate, 1000),
            ListSource.gated(ControlRecord.type(), rules, 2, gate, 1000),
            ListSource.snapshot(rules.subList(0, 2)));
    RulesSinks sinks =
        new RulesSinks(alerts, new CollectingSink<>(), acks, new CollectingSink<>(), deadLetters);

    StreamExecutionEnvironment before = JobCluster.environment(folder);
    RulesTopology.build(before, sources, sinks, TIMING, () -> Given.NOON);
    JobClient job = before.executeAsync();
    await().atMost(Duration.ofSeconds(60)).until(() -> alerts.values().size() >= MACHINES);
    String savepoint = JobCluster.stop(job, folder);
    assertThat(alerts.values()).hasSize(MACHINES);
    gate.open();

    StreamExecutionEnvironment after = JobCluster.environment(folder);
    after.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    after.setParallelism(1);
    RulesTopology.build(after, sources, sinks, TIMING, () -> Given.NOON);
    after.execute();

    assertThat(of("overheat")).containsExactlyInAnyOrderElementsOf(twice("OPEN", "CLEARED"));
    // The end of the input is the end of time: each machine falls silent then, and once.
    assertThat(of("silent")).hasSize(MACHINES).allMatch(said -> said.endsWith("OPEN"));
    assertThat(deadLetters.values()).isEmpty();
    assertThat(alerts.values()).extracting(Alert::getShadow).containsOnly(false);
  }

  private List<String> of(String rule) {
    return alerts.values().stream()
        .filter(alert -> alert.getRuleId().equals(rule))
        .map(alert -> alert.getObjectId() + " " + alert.getState())
        .toList();
  }

  private static List<String> twice(String... states) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < MACHINES; i++) {
      for (String state : states) {
        all.add("m" + i + " " + state);
      }
    }
    return all;
  }

  private static List<Decoded<Observation>> observations() {
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < 2 * MACHINES; i++) {
      double temperature = i < MACHINES ? 95 : 20;
      Observation observation = Given.observation(i, "m" + i % MACHINES, temperature);
      observations.add(Given.decoded(observation, i));
    }
    return observations;
  }
}
