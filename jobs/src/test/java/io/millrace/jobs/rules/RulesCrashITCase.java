package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.FailingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job is killed while rules change. After the restart all versions are known from the start, so
 * every observation that is judged again meets the change at another place of the stream.
 */
class RulesCrashITCase {
  private static final int OBSERVATIONS = 900;
  private static final int CHANGE_AT = 300;
  private static final int REMOVED_AT = 600;

  /** Three operators of two subtasks read the control topic at a start. */
  private static final int SUBTASKS = 6;

  private static final List<ControlRecord> TOPIC =
      List.of(
          Rules.from(0, 1, 1, Given.OVERHEAT),
          Rules.from(CHANGE_AT, 2, 2, "temperature > 94.0 && temperature < 99.5"),
          Rules.state(REMOVED_AT, 3, 3, DefinitionState.REMOVED));

  private static final AtomicInteger READS = new AtomicInteger();

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Alert> alerts = new CollectingSink<>();
  private final CollectingSink<DefinitionAck> acks = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Test
  void an_alert_that_was_sent_is_never_contradicted() throws Exception {
    READS.set(0);
    RulesSources sources =
        new RulesSources(
            ListSource.paced(Decoded.type(Observation.class), observations(), 300),
            ListSource.paced(ControlRecord.type(), TOPIC, 4),
            () -> READS.getAndIncrement() < SUBTASKS ? TOPIC.subList(0, 1) : TOPIC);
    FailingSink<Alert> failing =
        new FailingSink<>(
            alerts, (alert, had) -> alert.getObjectId().equals("m" + (CHANGE_AT + 100)));
    RulesSinks sinks =
        new RulesSinks(failing, new CollectingSink<>(), acks, new CollectingSink<>(), deadLetters);
    StreamExecutionEnvironment env = JobCluster.environment(folder);
    FailingSink.restart(env);
    RulesTopology.build(env, sources, sinks, RulesTiming.usual(), () -> Given.NOON);
    env.execute();

    assertThat(READS.get()).as("subtasks read the topic again").isEqualTo(2 * SUBTASKS);
    assertThat(failing.failed()).isTrue();
    // Every machine tells once: 95, or 99.9 which the second version does not take.
    assertThat(alerts.values().stream().map(RulesCrashITCase::said).distinct())
        .containsExactlyInAnyOrderElementsOf(expected());
    assertThat(deadLetters.values()).isEmpty();
  }

  private static String said(Alert alert) {
    return alert.getObjectId() + " " + alert.getState() + " by " + alert.getRuleVersion();
  }

  private static List<String> expected() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < REMOVED_AT; i++) {
      int version = i < CHANGE_AT ? 1 : 2;
      if (version == 1 || i % 2 == 0) {
        said.add("m" + i + " OPEN by " + version);
        said.add("m" + i + " CLEARED by " + version);
      }
    }
    return said;
  }

  private static List<Decoded<Observation>> observations() {
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < OBSERVATIONS; i++) {
      double temperature = i % 2 == 0 ? 95 : 99.9;
      observations.add(Given.decoded(Given.observation(i, "m" + i, temperature), i));
    }
    return observations;
  }
}
