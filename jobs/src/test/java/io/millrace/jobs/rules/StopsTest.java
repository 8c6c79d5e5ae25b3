package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule that fails in one subtask and stops on errors is stopped in all, and stays so. */
class StopsTest {
  /** Fails where the temperature is a text. */
  private static final ControlRecord RULE =
      rule(1, 1, "\"onError\": \"stop\", \"condition\": \"temperature > 90.0\"");

  private RuleHarness job;

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  @Test
  void the_subtask_that_failed_says_so_to_all() throws Exception {
    job = RuleHarness.start(RULE);
    job.observe(broken(1), Given.hot(2));
    job.clock(2_000);
    assertThat(job.alerts()).isEmpty();
    assertThat(job.side(ControlDesk.STOPS)).hasSize(1);
    Definition stop = job.side(ControlDesk.STOPS).get(0);
    assertThat(stop.getId()).isEqualTo("broken");
    assertThat(stop.getVersion()).isEqualTo(1);
    assertThat(lastAck().getStatus()).isEqualTo(AckStatus.REJECTED);
    assertThat(lastAck().getReason()).startsWith("stopped: ");
  }

  @Test
  void it_says_so_before_a_checkpoint_forgets_the_failure() throws Exception {
    job = RuleHarness.start(RULE);
    job.observe(broken(1));
    job.flink().prepareSnapshotPreBarrier(1);
    assertThat(job.side(ControlDesk.STOPS)).hasSize(1);
  }

  @Test
  void another_subtask_stops_at_a_time_of_reception_and_clears_what_is_open() throws Exception {
    ControlRecord stop = stop();
    job = RuleHarness.start(RULE);
    job.observe(Given.observation(1, "m1", 95));
    job.control(stop);
    job.clock(10_250);
    // Received before the stop, though it comes after it.
    job.observe(Given.observation(10, "m2", 95), Given.observation(11, "m3", 95));
    job.clock(12_000);
    assertThat(job.alerts())
        .filteredOn(alert -> alert.getState() == AlertState.OPEN)
        .extracting(Alert::getObjectId)
        .containsExactly("m1", "m2");
    assertThat(job.alerts())
        .filteredOn(alert -> alert.getState() == AlertState.CLEARED)
        .extracting(Alert::getClearedAt)
        .containsExactly(Given.NOON.plusMillis(10_250), Given.NOON.plusMillis(10_250));
    assertThat(job.busyKeys()).isZero();
    assertThat(lastAck().getReason()).startsWith("stopped: ");
  }

  @Test
  void a_restart_keeps_it_and_says_it_again() throws Exception {
    ControlRecord stop = stop();
    job = RuleHarness.start(RULE);
    job.control(stop);
    job.clock(11_000);
    job.restart(RULE, stop);
    job.clock(12_000);
    job.observe(Given.observation(12, "m1", 95));
    assertThat(job.alerts()).isEmpty();
    assertThat(lastAck().getReason()).startsWith("stopped: ");
  }

  @Test
  void the_next_version_is_in_force_again() throws Exception {
    job = RuleHarness.start(RULE);
    ControlRecord next = rule(3, 2, "\"condition\": \"temperature > 90.0\"");
    job.control(stop(), Rules.effective(next, 11));
    job.clock(10_500);
    job.clock(12_000);
    job.observe(Given.observation(12, "m1", 95));
    assertThat(job.alerts()).extracting(Alert::getRuleVersion).containsExactly(2L);
    assertThat(lastAck().getStatus()).isEqualTo(AckStatus.IN_FORCE);
  }

  @Test
  void a_stop_that_comes_after_the_next_version_changes_nothing() throws Exception {
    job = RuleHarness.start(RULE);
    job.control(rule(3, 2, "\"condition\": \"temperature > 90.0\""), at(stop(), 4));
    job.clock(12_000);
    job.observe(Given.observation(12, "m1", 95));
    assertThat(job.alerts()).extracting(Alert::getRuleVersion).containsExactly(2L);
  }

  /** As another subtask writes it; Kafka got it 10 s after noon. */
  private ControlRecord stop() throws Exception {
    try (RuleHarness other = RuleHarness.start(RULE)) {
      other.observe(broken(1));
      other.clock(2_000);
      Definition stop = other.side(ControlDesk.STOPS).get(0);
      ControlRecord record =
          new ControlRecord(ControlTopic.RULES.topic(), 0, 2, 0, stop.getId(), stop, null);
      return Rules.at(record, Given.NOON.plusSeconds(10));
    }
  }

  private static ControlRecord at(ControlRecord record, long offset) {
    return new ControlRecord(
        record.topic(), 0, offset, record.timestamp(), record.id(), record.definition(), null);
  }

  private DefinitionAck lastAck() {
    return job.acks().get(job.acks().size() - 1);
  }

  private static ControlRecord rule(long offset, long version, String fields) {
    return Rules.rule(offset, "broken", version, "\"kind\": \"threshold\", " + fields);
  }

  private static Observation broken(long offset) {
    Observation observation = Given.hot(offset);
    observation.getProperties().put("temperature", "hot");
    return observation;
  }
}
