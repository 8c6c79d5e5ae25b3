package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Observation;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Machines of the catalogue and rules that wait for them, in either order and across restarts. */
class CatalogueTest {
  private static final ControlRecord SILENT =
      Rules.rule(1, "silent", 1, "\"kind\": \"absence\", \"for\": \"PT1M\"");

  private RuleHarness job;

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  @Test
  void a_machine_that_never_reported_is_missed_until_the_catalogue_drops_it() throws Exception {
    running(SILENT);
    job.expect(60, "m9");
    job.watermark(119);
    assertThat(job.alerts()).isEmpty();
    job.watermark(121);
    assertThat(job.alerts()).extracting(Alert::getObjectId).containsExactly("m9");
    assertThat(job.alerts().get(0).getReason()).isEqualTo("never heard from");
    assertThat(job.alerts().get(0).getOpenedAt()).isEqualTo(Given.NOON.plusSeconds(120));
    job.drop(130, "m9");
    assertThat(job.states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(job.busyKeys()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void a_machine_that_reports_is_not_missed() throws Exception {
    running(SILENT);
    job.expect(60, "m1");
    job.observe(Given.hot(100));
    job.watermark(159);
    assertThat(job.alerts()).isEmpty();
  }

  @Test
  void a_rule_that_is_saved_later_counts_from_its_time() throws Exception {
    running();
    job.expect(1, "m9");
    job.control(Rules.effective(SILENT, 62));
    job.clock(62_000);
    job.clock(63_000);
    job.clock(64_000);
    job.watermark(121);
    assertThat(job.alerts()).isEmpty();
    job.watermark(123);
    assertThat(job.alerts()).hasSize(1);
    assertThat(job.alerts().get(0).getOpenedAt()).isEqualTo(Given.NOON.plusSeconds(122));
  }

  @Test
  void a_restart_before_all_keys_were_told_of_the_rule_loses_nothing() throws Exception {
    running();
    job.expect(1, "m9");
    ControlRecord rule = Rules.effective(SILENT, 62);
    job.control(rule);
    job.restart(rule);
    afterRestart();
    assertThat(job.alerts()).extracting(Alert::getObjectId).containsExactly("m9");
  }

  @Test
  void a_rule_that_was_saved_while_the_job_was_down_is_told() throws Exception {
    running();
    job.expect(1, "m9");
    job.restart(Rules.effective(SILENT, 62));
    afterRestart();
    assertThat(job.alerts()).extracting(Alert::getObjectId).containsExactly("m9");
  }

  @Test
  void what_comes_before_event_time_is_known_waits_for_it_across_restarts() throws Exception {
    job = RuleHarness.start(SILENT);
    job.clock(1_000);
    job.expect(-3_600, "m9");
    job.restart(SILENT);
    assertThat(job.busyKeys()).isZero();
    job.watermark(10);
    assertThat(job.busyKeys()).isEqualTo(1);
    job.clock(40_000);
    job.watermark(69);
    assertThat(job.alerts()).isEmpty();
    job.watermark(71);
    assertThat(job.alerts().get(0).getOpenedAt()).isEqualTo(Given.NOON.plusSeconds(70));
  }

  @Test
  void where_nothing_ever_reports_event_time_begins_with_the_clock() throws Exception {
    job = RuleHarness.start(SILENT);
    job.expect(-3_600, "m9");
    for (int second = 1; second <= 80; second++) {
      job.clock(second * 1000L);
    }
    assertThat(job.alerts()).isEmpty();
    for (int second = 81; second <= 100; second++) {
      job.clock(second * 1000L);
    }
    assertThat(job.states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void after_a_downtime_there_is_no_storm() throws Exception {
    running(SILENT);
    job.expect(60, names(50));
    job.observe(all(50, 90));
    job.watermark(90);
    // An hour down; then the backlog comes, and event time with it.
    job.restart(SILENT);
    job.clock(3_700_000);
    for (int second = 120; second <= 3_690; second += 30) {
      job.observe(all(50, second));
      job.watermark(second - 1);
      job.clock(3_700_000 + second * 20L);
    }
    assertThat(job.alerts()).isEmpty();
    job.observe(all(49, 3_740));
    job.watermark(3_760);
    assertThat(job.alerts()).extracting(Alert::getObjectId).containsExactly("m49");
  }

  @Test
  void a_rule_is_told_to_more_keys_than_one_step_takes() throws Exception {
    running();
    job.expect(1, names(3 * KeySweep.STEP + 1));
    job.control(SILENT);
    job.clock(62_000);
    assertThat(job.busyKeys()).isEqualTo(3L * KeySweep.STEP + 1);
  }

  /** Past the start, and event time is known. */
  private void running(ControlRecord... standing) throws Exception {
    job = RuleHarness.start(standing);
    job.clock(60_000);
    job.watermark(60);
  }

  private void afterRestart() throws Exception {
    job.watermark(61);
    job.clock(95_000);
    job.clock(96_000);
    job.clock(97_000);
    job.watermark(200);
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
  }

  /** Each machine tells at this time; the offsets grow with it. */
  private static Observation[] all(int count, int second) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Observation observation = Given.observation(second * 100L + i, "m" + i, 20);
              observation.setObservedAt(Given.NOON.plusSeconds(second));
              observation.setReceivedAt(Given.NOON.plusSeconds(second));
              return observation;
            })
        .toArray(Observation[]::new);
  }
}
