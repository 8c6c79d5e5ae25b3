package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
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
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Devices of the catalogue reach the rules that wait for them: by object and by gateway, those
 * behind a gateway that is silent mute, across a savepoint and at another parallelism.
 */
class CatalogueITCase {
  private static final int MACHINES = 40;
  private static final int SILENT_MACHINES = 10;
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
    RulesSources sources =
        new RulesSources(
            ListSource.paced(Decoded.type(Observation.class), observations(), 20),
            ListSource.paced(ControlRecord.type(), control, 10),
            ListSource.snapshot(control.subList(0, 2)));
    RulesSinks sinks = new RulesSinks(alerts, new CollectingSink<>(), acks, deadLetters);

    StreamExecutionEnvironment before = JobCluster.environment(folder);
    RulesTopology.build(before, sources, sinks, TIMING, () -> Given.NOON);
    JobClient job = before.executeAsync();
    await().atMost(Duration.ofSeconds(60)).until(() -> alerts.values().size() >= MACHINES / 2);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();

    StreamExecutionEnvironment after = JobCluster.environment(folder);
    after.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    after.setParallelism(1);
    RulesTopology.build(after, sources, sinks, TIMING, () -> Given.NOON);
    after.execute();

    // The end of the input is the end of time: whoever is watched falls silent then.
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < MACHINES; i++) {
      expected.add("machine/m" + i + " OPEN silent for PT10M");
    }
    for (int i = 1; i < SILENT_MACHINES; i++) {
      expected.add("machine/s" + i + " OPEN never heard from");
    }
    assertThat(of("silent")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(of("gateway"))
        .containsExactlyInAnyOrder(
            "heard OPEN silent for PT10M", "unheard OPEN never heard from");
    assertThat(deadLetters.values()).isEmpty();
    assertThat(acks.values()).extracting(DefinitionAck::getKind).containsOnly("rule");
  }

  private List<String> of(String rule) {
    return alerts.values().stream()
        .filter(alert -> alert.getRuleId().equals(rule))
        .map(alert -> alert.getKey() + " " + alert.getState() + " " + alert.getReason())
        .toList();
  }

  /** The rules, then silent machines behind two gateways; at last the catalogue drops the first. */
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
    control.add(
        Rules.rule(
            3,
            "gateway",
            1,
            "\"kind\": \"absence\", \"for\": \"PT10M\", \"by\": \"gateway\", \"each\": \"object\""));
    control.add(Given.tombstone(ControlTopic.DEVICES, SILENT_MACHINES + 1, "s0"));
    return control;
  }

  /** Each machine tells twice, by way of a gateway: it is hot, then cool again. */
  private static List<Decoded<Observation>> observations() {
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < 2 * MACHINES; i++) {
      double temperature = i < MACHINES ? 95 : 20;
      Observation observation = Given.observation(i, "m" + i % MACHINES, temperature);
      observation.getProperties().put("gateway", "heard");
      observations.add(Given.decoded(observation, i));
    }
    return observations;
  }
}
