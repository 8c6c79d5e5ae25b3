package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RulesTopologyITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Alert> alerts = new CollectingSink<>();
  private final CollectingSink<Alert> shadowAlerts = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void the_first_event_of_every_key_after_a_cold_start_raises_its_alert() throws Exception {
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      observations.add(Given.decoded(Given.observation(i, "m" + i, 95), i));
    }
    // The rule never comes by the stream, so only what stands in the topic can raise them.
    run(observations, List.of(), ListSource.snapshot(List.of(Given.rule(1, 1, Given.OVERHEAT))));
    assertThat(alerts.values()).hasSize(200);
    assertThat(alerts.values()).extracting(Alert::getState).containsOnly(AlertState.OPEN);
    assertThat(alerts.values()).extracting(Alert::getId).doesNotHaveDuplicates();
  }

  @Test
  void replays_and_unreadable_records_do_no_harm() throws Exception {
    List<Decoded<Observation>> observations = new ArrayList<>();
    observations.add(Given.decoded(Given.hot(1), 1));
    observations.add(Given.unreadable(2));
    observations.add(Given.decoded(Given.cool(2), 3));
    observations.add(Given.decoded(Given.hot(1), 4));
    observations.add(Given.decoded(Given.cool(2), 5));
    List<ControlRecord> rules = List.of(Given.rule(1, 1, Given.OVERHEAT));
    run(observations, rules, ListSource.snapshot(rules));
    assertThat(alerts.values())
        .extracting(Alert::getState)
        .containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(deadLetters.values())
        .extracting(DeadLetter::getCode, DeadLetter::getStage)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("malformed-record", RulesTopology.UNPACK));
    assertThat(acks.values()).hasSize(2);
  }

  private void run(
      List<Decoded<Observation>> observations,
      List<ControlRecord> control,
      DefinitionSnapshot snapshot)
      throws Exception {
    RulesSources sources =
        new RulesSources(
            ListSource.of(Decoded.type(Observation.class), observations),
            ListSource.of(ControlRecord.type(), control),
            snapshot);
    RulesSinks sinks =
        new RulesSinks(alerts, shadowAlerts, acks, new CollectingSink<>(), deadLetters);
    JobCluster.run(
        folder,
        env -> RulesTopology.build(env, sources, sinks, RulesTiming.usual(), () -> Given.NOON));
  }
}
