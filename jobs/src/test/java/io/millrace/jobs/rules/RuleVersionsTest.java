package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which version judges an observation: decided by when it was received, first time and again. */
class RuleVersionsTest {
  private static final ControlRecord FIRST = Rules.from(0, 1, 1, Given.OVERHEAT);

  /** In force for what is received 10 s after noon and later. */
  private static final ControlRecord SECOND = Rules.from(10, 2, 2, "temperature > 10.0");

  private RuleHarness job;

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  @Test
  void a_version_judges_what_is_received_from_its_time_on() throws Exception {
    job = RuleHarness.start(FIRST);
    job.clock(9_000);
    job.control(SECOND);
    job.observe(Given.observation(9, "m1", 20), Given.observation(10, "m2", 20));
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getRuleVersion)
        .containsExactly(tuple("m2", 2L));
  }

  @Test
  void a_replay_that_knows_the_new_version_from_the_start_decides_the_same() throws Exception {
    job = RuleHarness.start(FIRST);
    job.observe(Given.observation(1, "m1", 95));
    // Killed here, and restored from a checkpoint before the observation: the change came since.
    job.close();
    job = RuleHarness.start(FIRST, SECOND);
    job.clock(60_000);
    job.observe(Given.observation(1, "m1", 95), Given.observation(2, "m2", 20));
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getRuleVersion)
        .containsExactly(tuple("m1", 1L));
  }

  @Test
  void a_replay_that_knows_of_the_removal_opens_what_was_open_and_clears_it() throws Exception {
    ControlRecord removed = Rules.state(10, 2, 2, DefinitionState.REMOVED);
    job = RuleHarness.start(FIRST, removed);
    job.observe(Given.observation(1, "m1", 95));
    assertThat(job.states()).containsExactly(AlertState.OPEN);
    job.clock(12_000);
    job.observe(Given.observation(12, "m2", 95));
    job.clock(13_000);
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getState)
        .containsExactly(tuple("m1", AlertState.OPEN), tuple("m1", AlertState.CLEARED));
    assertThat(job.alerts().get(1).getClearedAt()).isEqualTo(Given.NOON.plusSeconds(10));
    assertThat(job.busyKeys()).isZero();
  }

  /** The state of before the crash is swept when the replay is done, and not before. */
  @Test
  void a_replay_after_the_removal_clears_where_it_was_cleared() throws Exception {
    ControlRecord removed = Rules.state(10, 2, 2, DefinitionState.REMOVED);
    job = RuleHarness.start(FIRST);
    job.observe(Given.observation(1, "m1", 95), Given.observation(1, "m2", 95));
    job.clock(12_000);
    job.restart(FIRST, removed);
    job.clock(14_000);
    job.observe(Given.observation(12, "m3", 20), Given.observation(4, "m1", 20));
    job.clock(20_000);
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getState, Alert::getClearedAt)
        .containsExactly(
            tuple("m1", AlertState.CLEARED, Given.NOON.plusSeconds(4)),
            tuple("m2", AlertState.CLEARED, Given.NOON.plusSeconds(10)));
    assertThat(job.busyKeys()).isZero();
  }

  /** Subtasks of the ingest job catch up seconds apart: no partition speaks for another. */
  @Test
  void after_a_restart_the_sweep_waits_for_each_partition_that_was_known() throws Exception {
    restartedWithTwoPartitions();
    job.observe(of(0, 12, "m3", 20));
    job.clock(20_000);
    assertThat(job.alerts()).isEmpty();
    job.observe(of(1, 4, "m1", 20), of(1, 12, "m4", 20));
    job.clock(22_000);
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getClearedAt)
        .containsExactly(
            tuple("m1", Given.NOON.plusSeconds(4)), tuple("m2", Given.NOON.plusSeconds(10)));
  }

  @Test
  void a_partition_that_stays_silent_after_a_restart_does_not_hold_up_for_ever() throws Exception {
    restartedWithTwoPartitions();
    job.observe(of(0, 12, "m3", 20));
    job.clock(46_000);
    assertThat(job.states()).containsExactly(AlertState.CLEARED, AlertState.CLEARED);
    assertThat(job.busyKeys()).isZero();
  }

  /** A second restart on the way must not forget who was expected. */
  @Test
  void partitions_that_did_not_come_before_the_next_restart_are_still_waited_for()
      throws Exception {
    ControlRecord removed = restartedWithTwoPartitions();
    job.observe(of(0, 9, "m3", 20));
    job.restart(FIRST, removed);
    job.observe(of(0, 12, "m3", 20));
    job.clock(20_000);
    assertThat(job.alerts()).isEmpty();
  }

  private ControlRecord restartedWithTwoPartitions() throws Exception {
    ControlRecord removed = Rules.state(10, 2, 2, DefinitionState.REMOVED);
    job = RuleHarness.start(FIRST);
    job.observe(of(1, 1, "m1", 95), of(0, 1, "m2", 95));
    job.clock(12_000);
    job.restart(FIRST, removed);
    job.clock(14_000);
    return removed;
  }

  private static Observation of(int partition, long seconds, String machine, double temperature) {
    Observation observation = Given.observation(seconds, machine, temperature);
    observation.getOrigin().setPartition(partition);
    return observation;
  }

  @Test
  void what_was_received_before_the_removal_and_comes_after_the_sweep_is_swept_too()
      throws Exception {
    job = RuleHarness.start(FIRST);
    job.control(Rules.state(10, 2, 2, DefinitionState.PAUSED));
    job.clock(10_000);
    job.observe(Given.observation(11, "m2", 20));
    job.clock(11_000);
    job.observe(Given.observation(3, "m1", 95));
    assertThat(job.busyKeys()).isEqualTo(1);
    job.clock(13_000);
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(job.busyKeys()).isZero();
  }

  @Test
  void a_version_is_confirmed_when_it_takes_effect_with_the_watermark() throws Exception {
    job = RuleHarness.start(FIRST);
    job.clock(9_000);
    job.control(SECOND);
    job.watermark(8);
    assertThat(job.acks()).extracting(DefinitionAck::getVersion).containsExactly(1L);
    job.clock(10_000);
    DefinitionAck ack = job.acks().get(1);
    assertThat(ack.getVersion()).isEqualTo(2);
    assertThat(ack.getStatus()).isEqualTo(AckStatus.IN_FORCE);
    assertThat(ack.getWatermark()).isEqualTo(Given.NOON.plusSeconds(8).toEpochMilli());
    assertThat(ack.getEffectiveAt()).isEqualTo(Given.NOON.plusSeconds(10));
  }

  @Test
  void versions_outlive_a_restart_whose_topic_has_only_the_last() throws Exception {
    job = RuleHarness.start(FIRST);
    job.clock(9_000);
    job.control(SECOND);
    job.restart(SECOND);
    job.observe(Given.observation(1, "m1", 95), Given.observation(11, "m2", 20));
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getRuleVersion)
        .containsExactly(tuple("m1", 1L), tuple("m2", 2L));
  }

  @Test
  void a_version_that_kafka_got_late_judges_from_then_on() throws Exception {
    job = RuleHarness.start(FIRST);
    job.clock(20_000);
    // Saved to be in force at 10 s, but Kafka was not there before 20 s.
    job.control(Rules.at(SECOND, Given.NOON.plusSeconds(20)));
    job.observe(Given.observation(20, "m1", 20), Given.observation(21, "m2", 20));
    assertThat(job.alerts()).extracting(Alert::getObjectId).containsExactly("m2");
  }

  @Test
  void ten_thousand_versions_in_a_row_leave_the_last_in_force() throws Exception {
    job = RuleHarness.start();
    for (int version = 1; version <= 10_000; version++) {
      job.control(Rules.from(version / 1000, version, version, "temperature > " + version + ".0"));
    }
    job.clock(60_000);
    job.observe(Given.observation(60, "m1", 10_001), Given.observation(61, "m2", 10_000));
    assertThat(job.alerts())
        .extracting(Alert::getObjectId, Alert::getRuleVersion)
        .containsExactly(tuple("m1", 10_000L));
    assertThat(job.versionsKept()).isLessThanOrEqualTo(17);
  }
}
