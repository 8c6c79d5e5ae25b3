package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** State, timers, silence, groups, trials and failures in the operator. */
class RuleHostTest {
  private static final ControlRecord SILENT =
      Rules.rule(1, "silent", 1, "\"kind\": \"absence\", \"for\": \"PT1M\"");

  private RuleHarness job;

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  @Test
  void a_timer_fires_for_a_device_that_fell_silent_as_others_go_on() throws Exception {
    job = RuleHarness.start(SILENT);
    job.clock(60_000);
    job.observe(Given.hot(1));
    assertThat(job.timers()).isEqualTo(1);
    job.watermark(60);
    assertThat(job.alerts()).isEmpty();
    job.watermark(62);
    assertThat(job.states()).containsExactly(AlertState.OPEN);
    job.observe(Given.hot(63));
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
  }

  @Test
  void where_all_are_silent_event_time_goes_on_with_the_clock() throws Exception {
    job = RuleHarness.start(SILENT);
    job.clock(60_000);
    job.observe(Given.hot(60));
    job.watermark(60);
    for (int second = 61; second <= 119; second++) {
      job.clock(second * 1000L);
    }
    assertThat(job.alerts()).isEmpty();
    for (int second = 120; second <= 123; second++) {
      job.clock(second * 1000L);
    }
    assertThat(job.states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void after_a_restart_in_silence_event_time_goes_on_where_it_was() throws Exception {
    job = RuleHarness.start(SILENT);
    job.clock(60_000);
    job.observe(Given.hot(60));
    job.watermark(60);
    job.restart(SILENT);
    for (int second = 61; second <= 180; second++) {
      job.clock(second * 1000L);
    }
    assertThat(job.states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void a_removed_rule_leaves_rocksdb_as_if_it_never_was() throws Exception {
    Observation[] seen = {Given.observation(1, "m1", 95), Given.observation(2, "m2", 95)};
    job = RuleHarness.startOnRocksDb();
    job.observe(seen);
    String without = job.stored();
    job.close();

    job = RuleHarness.startOnRocksDb(Given.rule(1, 1, Given.OVERHEAT), SILENT);
    job.observe(seen);
    assertThat(job.busyKeys()).isEqualTo(2);
    assertThat(job.timers()).isEqualTo(2);
    assertThat(job.stored()).isNotEqualTo(without);
    job.control(
        Given.paused(ControlTopic.RULES, 2, "overheat", 2),
        Given.paused(ControlTopic.RULES, 3, "silent", 2));
    job.clock(1_000);
    assertThat(job.busyKeys()).isZero();
    assertThat(job.timers()).isZero();
    assertThat(job.stored()).isEqualTo(without);
  }

  @Test
  void a_sweep_takes_steps_and_a_restart_in_between_loses_nothing() throws Exception {
    int machines = 3 * KeySweep.STEP;
    Observation[] seen = new Observation[machines];
    for (int i = 0; i < machines; i++) {
      seen[i] = Given.observation(1, "m" + i, 95);
    }
    job = RuleHarness.startOnRocksDb();
    job.observe(seen);
    String without = job.stored();
    job.close();

    job = RuleHarness.startOnRocksDb(Given.rule(1, 1, Given.OVERHEAT), SILENT);
    job.observe(seen);
    job.clock(1_000);
    job.clock(3_000);
    ControlRecord paused = Given.paused(ControlTopic.RULES, 2, "overheat", 2);
    ControlRecord gone = Given.paused(ControlTopic.RULES, 3, "silent", 2);
    job.control(paused, gone);
    assertThat(job.states()).filteredOn(AlertState.CLEARED::equals).hasSize(KeySweep.STEP);
    job.observe(Given.observation(2, "other", 95));
    assertThat(job.states()).as("the stream goes on").hasSize(machines + KeySweep.STEP);
    job.restart(paused, gone);
    for (int step = 4; step <= 70; step++) {
      job.clock(step * 1_000L);
    }
    assertThat(job.states()).filteredOn(AlertState.CLEARED::equals).hasSize(2 * KeySweep.STEP);
    assertThat(job.busyKeys()).isZero();
    assertThat(job.timers()).isZero();
    assertThat(job.stored().replaceAll(", machine/other=[0-9a-f]+", "")).isEqualTo(without);
  }

  @Test
  void an_observation_goes_once_to_each_group_however_many_rules_have_it() throws Exception {
    String by = "\"kind\": \"threshold\", \"condition\": \"temperature > 1.0\", \"by\": \"site\"";
    job =
        RuleHarness.start(
            Rules.rule(1, "a", 1, by),
            Rules.rule(2, "b", 1, by),
            Rules.rule(3, "c", 1, by.replace("site", "model")));
    Observation observation = Given.hot(1);
    observation.getProperties().put("site", "A");
    observation.getProperties().put("model", "x");
    job.observe(observation, Given.hot(2));
    assertThat(job.side(EvaluateOperator.ROUTED))
        .extracting(Routed::key)
        .containsExactly("machine#4:siteA", "machine#5:modelx");
  }

  @Test
  void a_version_on_trial_runs_beside_and_its_alerts_go_elsewhere() throws Exception {
    String fields =
        "\"kind\": \"threshold\", \"shadow\": true, \"condition\": \"temperature > 1.0\"";
    ControlRecord trial = Rules.rule(2, "overheat~shadow", 1, fields);
    job = RuleHarness.start(Given.rule(1, 1, Given.OVERHEAT));
    job.control(trial);
    job.observe(Given.cool(1), Given.hot(2));
    assertThat(job.alerts()).extracting(Alert::getShadow).containsExactly(false);
    assertThat(job.side(RuleOutput.SHADOW_ALERTS))
        .extracting(Alert::getRuleId)
        .containsExactly("overheat");
    assertThat(job.side(RuleOutput.SHADOW_ALERTS).get(0).getId())
        .isNotEqualTo(job.alerts().get(0).getId());
    assertThat(job.acks()).extracting(DefinitionAck::getId).contains("overheat~shadow");
    job.control(Given.paused(ControlTopic.RULES, 3, "overheat~shadow", 2));
    job.clock(1_000);
    assertThat(job.side(RuleOutput.SHADOW_ALERTS))
        .extracting(Alert::getState)
        .containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(job.states()).as("the rule itself goes on").containsExactly(AlertState.OPEN);
  }

  @Test
  void a_rule_that_keeps_failing_writes_one_letter_an_interval() throws Exception {
    job = RuleHarness.start(Given.rule(1, 1, "temperature + 'x' == 'y'"));
    for (int i = 1; i <= 100; i++) {
      job.observe(Given.hot(i));
    }
    assertThat(job.states()).isEmpty();
    assertThat(job.deadLetters())
        .extracting(DeadLetter::getCode, DeadLetter::getDefinitionId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("evaluation-failed", "overheat"));
    job.clock(61_000);
    assertThat(job.deadLetters()).hasSize(2);
    assertThat(job.deadLetters().get(1).getReason()).contains("99 failures");
  }

  @Test
  void a_rule_that_stops_on_errors_fails_once_and_says_so() throws Exception {
    String fields =
        "\"kind\": \"threshold\", \"onError\": \"stop\", \"condition\": \"temperature + 'x' =="
            + " 'y'\"";
    job = RuleHarness.start(Rules.rule(1, "broken", 1, fields), Given.rule(2, 1, Given.OVERHEAT));
    job.observe(Given.hot(1), Given.hot(2), Given.hot(3));
    job.clock(61_000);
    assertThat(job.deadLetters()).hasSize(1);
    assertThat(job.states()).as("others go on").containsExactly(AlertState.OPEN);
    assertThat(job.acks())
        .filteredOn(ack -> ack.getStatus() == AckStatus.REJECTED)
        .extracting(DefinitionAck::getId)
        .containsExactly("broken");
  }
}
