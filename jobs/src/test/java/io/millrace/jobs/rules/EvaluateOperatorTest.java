package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluateOperatorTest {
  private RuleHarness job;

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  private void start(ControlRecord... standing) throws Exception {
    job = RuleHarness.start(standing);
  }

  @Test
  void the_first_event_after_a_cold_start_raises_its_alert() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1));
    assertThat(job.states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void a_rule_that_comes_after_the_event_opens_with_the_next() throws Exception {
    start();
    job.observe(Given.hot(1));
    job.control(Given.rule(1, 1, Given.OVERHEAT));
    assertThat(job.states()).isEmpty();
    job.observe(Given.hot(2));
    assertThat(job.states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void an_alert_opens_once_and_clears_and_leaves_no_state() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1), Given.hot(2), Given.cool(3), Given.cool(4));
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(job.alerts()).extracting(Alert::getId).containsOnly(job.alerts().get(0).getId());
    assertThat(job.busyKeys()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void a_replayed_observation_changes_nothing() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1), Given.cool(2), Given.hot(1), Given.cool(2));
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
  }

  @Test
  void a_removed_rule_clears_its_alerts_and_frees_the_state() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.observation(1, "m1", 95), Given.observation(2, "m2", 95));
    assertThat(job.busyKeys()).isEqualTo(2);
    job.control(Given.paused(ControlTopic.RULES, 2, "overheat", 2));
    job.clock(1_000);
    assertThat(job.states())
        .containsExactly(AlertState.OPEN, AlertState.OPEN, AlertState.CLEARED, AlertState.CLEARED);
    assertThat(job.alerts().get(3).getReason()).contains("removed");
    assertThat(job.busyKeys()).isZero();
  }

  @Test
  void a_tombstone_does_the_same() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1));
    job.control(Given.tombstone(ControlTopic.RULES, 2, "overheat"));
    job.clock(1_000);
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(job.busyKeys()).isZero();
  }

  @Test
  void after_a_tombstone_versions_may_start_anew() throws Exception {
    start(Given.rule(1, 7, Given.OVERHEAT));
    job.control(Given.tombstone(ControlTopic.RULES, 2, "overheat"));
    job.control(Given.rule(3, 1, "temperature > 10.0"));
    job.observe(Given.cool(1));
    assertThat(job.alerts()).extracting(Alert::getRuleVersion).containsExactly(1L);
  }

  @Test
  void a_new_version_decides_from_the_next_event_on() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1));
    job.control(Given.rule(2, 2, "temperature > 99.0"));
    job.observe(Given.hot(2));
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(job.alerts().get(1).getRuleVersion()).isEqualTo(2);
  }

  @Test
  void every_definition_is_acknowledged_and_a_broken_one_is_a_dead_letter() throws Exception {
    start();
    job.control(Given.rule(1, 1, Given.OVERHEAT), Given.rule(2, 2, "temperature >"));
    assertThat(job.acks())
        .extracting(DefinitionAck::getVersion, DefinitionAck::getStatus)
        .containsExactly(tuple(1L, AckStatus.IN_FORCE), tuple(2L, AckStatus.REJECTED));
    DeadLetter letter = job.deadLetters().get(0);
    assertThat(letter.getCode()).isEqualTo("invalid-definition");
    assertThat(letter.getPath()).isEqualTo("/condition");
    assertThat(letter.getDefinitionVersion()).isEqualTo(2);
    job.observe(Given.hot(1));
    assertThat(job.states()).as("version 1 is still in force").containsExactly(AlertState.OPEN);
  }

  @Test
  void what_stands_at_the_start_is_acknowledged_once() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.control(Given.rule(1, 1, Given.OVERHEAT));
    assertThat(job.acks()).extracting(DefinitionAck::getVersion).containsExactly(1L);
  }

  @Test
  void open_alerts_survive_a_restart() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1));
    job.restart(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1), Given.hot(2), Given.cool(3));
    assertThat(job.states()).containsExactly(AlertState.CLEARED);
  }

  @Test
  void alerts_of_a_rule_that_vanished_meanwhile_are_cleared() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    job.observe(Given.hot(1));
    job.restart();
    job.clock(2_000);
    assertThat(job.states()).as("a replay may still come").isEmpty();
    job.clock(62_000);
    assertThat(job.states()).containsExactly(AlertState.CLEARED);
    job.observe(Given.cool(2));
    assertThat(job.busyKeys()).isZero();
  }
}
