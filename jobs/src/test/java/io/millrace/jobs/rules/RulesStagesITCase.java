package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
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

/** Rules over objects, over groups of them, over alerts and on trial, in one job. */
class RulesStagesITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Alert> alerts = new CollectingSink<>();
  private final CollectingSink<Alert> trials = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void each_stage_gives_its_alerts_and_confirms_its_rules() throws Exception {
    List<ControlRecord> rules =
        List.of(
            Rules.rule(
                1,
                "overheat",
                1,
                "\"kind\": \"threshold\", \"condition\": \"temperature > 90.0\","
                    + " \"message\": \"{site} is hot\""),
            Rules.rule(
                2,
                "site-hot",
                1,
                "\"kind\": \"threshold\", \"by\": \"site\", \"condition\": \"temperature > 90.0\""),
            Rules.rule(
                3,
                "site-down",
                1,
                "\"kind\": \"composite\", \"by\": \"site\", \"when\": \"hot >= 2\","
                    + " \"inputs\": {\"hot\": {\"rule\": \"overheat\"}}"),
            Rules.rule(
                4,
                "overheat~shadow",
                1,
                "\"kind\": \"threshold\", \"shadow\": true, \"condition\": \"temperature >"
                    + " 99.0\""));
    RulesSources sources =
        new RulesSources(
            ListSource.of(Decoded.type(Observation.class), observations()),
            ListSource.of(ControlRecord.type(), rules),
            ListSource.snapshot(rules));
    RulesSinks sinks = new RulesSinks(alerts, trials, acks, new CollectingSink<>(), deadLetters);
    JobCluster.run(
        folder,
        env -> RulesTopology.build(env, sources, sinks, RulesTiming.usual(), () -> Given.NOON));

    assertThat(deadLetters.values()).isEmpty();
    assertThat(alerts.values())
        .extracting(alert -> alert.getRuleId() + " " + alert.getKey())
        .contains("overheat machine/m0", "overheat machine/m1", "site-hot A", "site-down A");
    assertThat(alerts.values()).filteredOn(a -> a.getRuleId().equals("overheat")).hasSize(4);
    assertThat(alerts.values()).filteredOn(a -> a.getRuleId().equals("site-hot")).hasSize(1);
    assertThat(trials.values()).extracting(Alert::getObjectId).containsExactly("m3");
    assertThat(acks.values())
        .extracting(ack -> ack.getId() + " " + ack.getSubtask())
        .containsExactlyInAnyOrder(
            "overheat 0",
            "overheat 1",
            "site-hot 0",
            "site-hot 1",
            "site-down 0",
            "site-down 1",
            "overheat~shadow 0",
            "overheat~shadow 1");
  }

  private static List<Decoded<Observation>> observations() {
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Observation observation = Given.observation(i, "m" + i, i == 3 ? 99.9 : 95);
      observation.getProperties().put("site", "A");
      observations.add(Given.decoded(observation, i));
    }
    return observations;
  }
}
