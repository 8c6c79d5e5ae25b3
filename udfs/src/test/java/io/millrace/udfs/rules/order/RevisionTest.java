package io.millrace.udfs.rules.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late readings of a machine's temperature; seconds. */
class RevisionTest {
  private static final String FORM =
      "{\"id\": \"hot\", \"kind\": \"threshold\", \"objectType\": \"machine\", %s}";
  private static final String USUAL = "\"lateness\": \"PT60S\", \"condition\": \"t > 5\"";

  @Test
  void an_alert_that_should_not_have_been_is_withdrawn() {
    Stage stage = stage(USUAL + ", \"for\": \"PT10S\"");
    stage.events(t(100, 9), t(115, 9)).events(t(105, 1));
    assertThat(changes(stage)).containsExactly("OPEN 110", "CLEARED 110..110 corrected");
    assertThat(stage.last().getReason()).isEqualTo(Correction.WITHDRAWN);
    stage.events(t(126, 9));
    assertThat(changes(stage)).endsWith("OPEN 125");
  }

  @Test
  void one_that_should_have_been_is_told() {
    Stage stage = stage(USUAL);
    stage.events(t(100, 1), t(120, 1)).events(t(110, 9));
    assertThat(changes(stage)).containsExactly("OPEN 110 corrected", "CLEARED 110..120 corrected");
    assertThat(stage.alerts().get(0).getCauses().get(0).getEventId()).isEqualTo("m@110000");
  }

  @Test
  void one_that_ended_at_another_time_is_told_again() {
    Stage stage = stage(USUAL);
    stage.events(t(100, 9), t(120, 1)).events(t(110, 1)).events(t(125, 1));
    assertThat(changes(stage))
        .containsExactly("OPEN 100", "CLEARED 100..120", "CLEARED 100..110 corrected");
    assertThat(stage.last().getSeq()).isEqualTo(3);
  }

  @Test
  void an_observation_that_is_corrected_replaces_itself() {
    Stage stage = stage(USUAL);
    stage.events(t(100, 9), t(120, 9));
    stage.events(new Reading("m@100000", "m", 100_000, t(100, 1).properties()));
    assertThat(changes(stage))
        .containsExactly("OPEN 100", "CLEARED 100..100 corrected", "OPEN 120 corrected");
    stage.events(new Reading("m@100000", "m", 100_000, t(100, 1).properties()));
    assertThat(stage.alerts()).as("the same again changes nothing").hasSize(3);
  }

  @Test
  void a_withdrawn_alert_may_come_back() {
    Stage stage = stage(USUAL + ", \"for\": \"PT10S\"");
    stage.events(t(100, 9), t(115, 9)).events(t(105, 1));
    stage.events(new Reading("m@105000", "m", 105_000, t(105, 9).properties()));
    assertThat(changes(stage))
        .containsExactly("OPEN 110", "CLEARED 110..110 corrected", "OPEN 110 corrected");
    assertThat(stage.alerts()).extracting(Alert::getSeq).containsExactly(1L, 2L, 3L);
  }

  @Test
  void what_comes_after_the_lateness_is_not_judged() {
    Stage stage = stage(USUAL);
    stage.events(t(100, 1), t(200, 1)).advance(200_000).events(t(139, 9));
    assertThat(stage.alerts()).isEmpty();
    stage.events(t(140, 9));
    assertThat(changes(stage)).containsExactly("OPEN 140 corrected", "CLEARED 140..200 corrected");
  }

  @Test
  void all_is_forgotten_when_it_is_final() {
    Stage stage = stage(USUAL + ", \"for\": \"PT10S\", \"cooldown\": \"PT30S\"");
    stage.events(t(100, 9), t(120, 1)).advance(159_000);
    assertThat(stage.keys()).isEqualTo(1);
    stage.advance(300_000);
    assertThat(stage.keys()).isZero();
    assertThat(changes(stage)).containsExactly("OPEN 110", "CLEARED 110..120");
  }

  @Test
  void no_more_is_kept_than_may_be() {
    Stage stage = stage("\"lateness\": \"P1D\", \"condition\": \"t > 5\"");
    for (int i = 0; i <= RevisingProcess.MOST_KEPT + 5; i++) {
      stage.events(t(100 + i, 1));
    }
    assertThat(stage.failures())
        .containsExactly("more than 1000 events to judge again: the oldest are final");
    stage.events(t(100.5, 9));
    assertThat(stage.alerts()).isEmpty();
  }

  @Test
  void a_removed_rule_clears_with_the_next_number() {
    Stage stage = stage(USUAL + ", \"for\": \"PT10S\"");
    stage.events(t(100, 9), t(115, 9)).events(t(95, 9)).remove("hot", 130_000);
    assertThat(changes(stage))
        .containsExactly(
            "OPEN 110", "CLEARED 110..110 corrected", "OPEN 105 corrected", "CLEARED 105..130");
    assertThat(stage.last().getSeq()).isEqualTo(2);
    assertThat(stage.keys()).isZero();
  }

  @Test
  void a_new_version_goes_on_and_lets_rest_what_the_old_one_judged() {
    Stage stage = stage(USUAL);
    stage.events(t(100, 9)).rule(2, FORM.formatted(USUAL.replace("t > 5", "t > 7")));
    stage.events(t(110, 6));
    assertThat(changes(stage)).containsExactly("OPEN 100", "CLEARED 100..110");
    stage.events(t(90, 9));
    assertThat(stage.alerts()).hasSize(2);
    stage.events(t(105, 1));
    assertThat(changes(stage)).endsWith("CLEARED 100..105 corrected");
    assertThat(stage.last().getRuleVersion()).isEqualTo(2);
  }

  @Test
  void with_and_without_lateness_do_not_carry() {
    Rule with = Stage.compiled(1, FORM.formatted(USUAL));
    Rule without = Stage.compiled(2, FORM.formatted("\"condition\": \"t > 5\""));
    assertThat(with.process().carries(without)).isInstanceOf(Carry.Refused.class);
    assertThat(without.process().carries(with)).isInstanceOf(Carry.Refused.class);
    Rule longer = Stage.compiled(2, FORM.formatted(USUAL.replace("PT60S", "PT90S")));
    assertThat(longer.process().carries(with)).isInstanceOf(Carry.Allowed.class);
  }

  @Test
  void each_match_on_its_own_has_no_lateness() {
    assertThatThrownBy(() -> Stage.compiled(1, FORM.formatted(USUAL + ", \"mode\": \"each\"")))
        .hasRootCauseMessage("/lateness: Has no meaning where mode is each: no alert stays open");
  }

  @Test
  void a_reading_that_is_kept_takes_few_bytes() {
    Stage stage = stage("\"lateness\": \"PT1H\", \"condition\": \"t > 5\"");
    stage.events(t(100, 1));
    int one = stage.bytes();
    for (int i = 1; i <= 100; i++) {
      stage.events(t(100 + i, 1));
    }
    int each = (stage.bytes() - one) / 100;
    System.out.println("lateness: " + each + " bytes a reading with ids of 8 characters");
    assertThat(each).isBetween(20, 80);
  }

  private static Stage stage(String fields) {
    return Stage.of(FORM.formatted(fields));
  }

  private static Event t(double seconds, long value) {
    return Reading.of("m", seconds, "t", value);
  }

  private static List<String> changes(Stage stage) {
    return stage.alerts().stream().map(RevisionTest::text).toList();
  }

  private static String text(Alert alert) {
    String times = String.valueOf(alert.getOpenedAt().getEpochSecond());
    if (alert.getClearedAt() != null) {
      times += ".." + alert.getClearedAt().getEpochSecond();
    }
    return alert.getState() + " " + times + (alert.getCorrected() ? " corrected" : "");
  }
}
