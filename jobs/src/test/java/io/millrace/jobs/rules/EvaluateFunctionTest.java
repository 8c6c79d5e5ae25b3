package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluateFunctionTest {
  private KeyedBroadcastOperatorTestHarness<String, Observation, ControlRecord, Alert> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void the_first_event_after_a_cold_start_raises_its_alert() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1));
    assertThat(states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void a_rule_that_comes_after_the_event_opens_with_the_next() throws Exception {
    start();
    observe(Given.hot(1));
    control(Given.rule(1, 1, Given.OVERHEAT));
    assertThat(states()).isEmpty();
    observe(Given.hot(2));
    assertThat(states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void an_alert_opens_once_and_clears_and_leaves_no_state() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1), Given.hot(2), Given.cool(3), Given.cool(4));
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(harness.extractOutputValues()).extracting(Alert::getId).containsOnly(alertId());
    assertThat(openAlertKeys()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void a_replayed_observation_changes_nothing() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1), Given.cool(2), Given.hot(1), Given.cool(2));
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
  }

  @Test
  void a_removed_rule_clears_its_alerts_and_frees_the_state() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.observation(1, "m1", 95), Given.observation(2, "m2", 95));
    assertThat(openAlertKeys()).isEqualTo(2);
    control(Given.paused(ControlTopic.RULES, 2, "overheat", 2));
    assertThat(states())
        .containsExactly(AlertState.OPEN, AlertState.OPEN, AlertState.CLEARED, AlertState.CLEARED);
    assertThat(harness.extractOutputValues().get(3).getReason()).contains("removed");
    assertThat(openAlertKeys()).isZero();
  }

  @Test
  void a_tombstone_does_the_same() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1));
    control(Given.tombstone(ControlTopic.RULES, 2, "overheat"));
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(openAlertKeys()).isZero();
  }

  @Test
  void a_new_version_decides_from_the_next_event_on() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1));
    control(Given.rule(2, 2, "temperature > 99.0"));
    observe(Given.hot(2));
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(harness.extractOutputValues().get(1).getRuleVersion()).isEqualTo(2);
  }

  @Test
  void every_definition_is_acknowledged_and_a_broken_one_is_a_dead_letter() throws Exception {
    start();
    control(Given.rule(1, 1, Given.OVERHEAT), Given.rule(2, 2, "temperature >"));
    assertThat(side(DefinitionReporter.ACKS))
        .extracting(DefinitionAck::getVersion, DefinitionAck::getStatus)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, AckStatus.IN_FORCE),
            org.assertj.core.groups.Tuple.tuple(2L, AckStatus.REJECTED));
    DeadLetter letter = side(DeadLetters.TAG).get(0);
    assertThat(letter.getCode()).isEqualTo("invalid-definition");
    assertThat(letter.getPath()).isEqualTo("/condition");
    assertThat(letter.getDefinitionVersion()).isEqualTo(2);
    observe(Given.hot(1));
    assertThat(states()).as("version 1 is still in force").containsExactly(AlertState.OPEN);
  }

  @Test
  void a_rule_that_fails_is_a_dead_letter_and_the_others_go_on() throws Exception {
    start(Given.rule(1, 1, "temperature + 'x' == 'y'"));
    observe(Given.hot(1));
    assertThat(states()).isEmpty();
    assertThat(side(DeadLetters.TAG))
        .extracting(DeadLetter::getCode, DeadLetter::getDefinitionId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("evaluation-failed", "overheat"));
  }

  @Test
  void open_alerts_survive_a_restart() throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    restore(state, Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1), Given.hot(2), Given.cool(3));
    assertThat(states()).containsExactly(AlertState.CLEARED);
  }

  @Test
  void alerts_of_a_rule_that_vanished_meanwhile_are_cleared_with_the_next_definition()
      throws Exception {
    start(Given.rule(1, 1, Given.OVERHEAT));
    control(Given.rule(1, 1, Given.OVERHEAT));
    observe(Given.hot(1));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    restore(state);
    observe(Given.cool(2));
    assertThat(states()).as("not in force, so it decides nothing").isEmpty();
    control(
        Given.control(
            ControlTopic.RULES,
            9,
            "other",
            1,
            "{\"id\":\"other\",\"kind\":\"threshold\",\"objectType\":\"room\",\"condition\":\"t > 1\"}"));
    assertThat(states()).containsExactly(AlertState.CLEARED);
  }

  private void start(ControlRecord... standing) throws Exception {
    create(standing);
    harness.open();
  }

  private void restore(OperatorSubtaskState state, ControlRecord... standing) throws Exception {
    create(standing);
    harness.initializeState(state);
    harness.open();
  }

  private void create(ControlRecord... standing) throws Exception {
    List<ControlRecord> snapshot = List.of(standing);
    EvaluateFunction function = new EvaluateFunction(() -> snapshot, () -> Given.NOON);
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, List.of(ControlTopic.RULES.lastGood())),
            o -> o.getObjectType() + "/" + o.getObjectId(),
            Types.STRING,
            1,
            1,
            0);
  }

  private void observe(Observation... observations) throws Exception {
    for (Observation observation : observations) {
      harness.processElement(observation, 0);
    }
  }

  private void control(ControlRecord... records) throws Exception {
    for (ControlRecord record : records) {
      harness.processBroadcastElement(record, 0);
    }
  }

  private List<AlertState> states() {
    return harness.extractOutputValues().stream().map(Alert::getState).toList();
  }

  private String alertId() {
    return harness.extractOutputValues().get(0).getId();
  }

  private <X> List<X> side(OutputTag<X> tag) {
    return harness.getSideOutput(tag).stream().map(StreamRecord::getValue).toList();
  }

  private long openAlertKeys() throws Exception {
    KeyedStateBackend<String> backend = harness.getOperator().getKeyedStateBackend();
    try (var keys =
        backend.getKeys(EvaluateFunction.RULE_STATE.getName(), VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }
}
