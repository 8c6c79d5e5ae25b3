package io.millrace.udfs.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pattern rules in the engine; state is bytes between any two events. */
class PatternRuleTest {

  private static String rule(String stages, String more) {
    return "{\"id\":\"p\",\"kind\":\"pattern\",\"objectType\":\"machine\",\"pattern\":{\"stages\":["
        + stages
        + "]"
        + more
        + "}";
  }

  private static String stage(String name, String where, String more) {
    return "{\"name\":\"" + name + "\",\"where\":\"" + where + "\"" + more + "}";
  }

  private static final String HOT = stage("hot", "t > 80.0", "");
  private static final String LOUD = stage("loud", "noise > 5.0", "");
  private static final String WITHIN = ",\"within\":\"PT1M\"}";

  private static Reading hot(double at) {
    return Reading.of("m1", at, "t", 90.0);
  }

  private static Reading loud(double at) {
    return Reading.of("m1", at, "noise", 9.0);
  }

  @Test
  void aMatchIsAnAlertWithItsSteps() {
    Stage stage = Stage.of(rule(HOT + "," + LOUD, WITHIN)).events(hot(0), loud(59.999));
    Alert alert = stage.last();
    assertThat(alert.getKind()).isEqualTo("pattern");
    assertThat(alert.getOpenedAt().toEpochMilli()).isEqualTo(59_999);
    assertThat(alert.getSteps()).extracting(s -> s.getName()).containsExactly("hot", "loud");
    assertThat(alert.getCauses())
        .extracting(c -> c.getEventId())
        .containsExactly("m1@0", "m1@59999");
    assertThat(alert.getThresholds()).containsEntry("hot", "t > 80.0");
    assertThat(alert.getPartial()).isFalse();
    assertThat(stage.keys()).isZero();
  }

  @Test
  void withinIsExclusive() {
    Stage stage = Stage.of(rule(HOT + "," + LOUD, WITHIN)).events(hot(0), loud(60));
    assertThat(stage.alerts()).isEmpty();
    assertThat(stage.keys()).isZero();
  }

  @Test
  void whatTimedOutIsAnAlertWhereAskedFor() {
    Stage stage =
        Stage.of(rule(HOT + "," + LOUD, WITHIN + ",\"timeouts\":true"))
            .events(hot(1))
            .advance(90_000);
    assertThat(stage.last().getPartial()).isTrue();
    assertThat(stage.last().getOpenedAt().toEpochMilli()).isEqualTo(61_000);
    assertThat(stage.keys()).isZero();
  }

  @Test
  void absenceAtTheEndMatchesWhenItsTimeIsOver() {
    String quiet = stage("loud", "noise > 5.0", ",\"contiguity\":\"notFollowedBy\"");
    Stage stage = Stage.of(rule(HOT + "," + quiet, WITHIN)).events(hot(0)).advance(59_999);
    assertThat(stage.alerts()).isEmpty();
    assertThat(stage.advance(60_000).last().getOpenedAt().toEpochMilli()).isEqualTo(60_000);
    Stage broken = Stage.of(rule(HOT + "," + quiet, WITHIN)).events(hot(0), loud(30));
    assertThat(broken.advance(Long.MAX_VALUE - 1).alerts()).isEmpty();
    assertThat(broken.keys()).isZero();
  }

  @Test
  void eachMatchHasAnIdOfItsOwnAndARepeatTheSame() {
    String any = stage("loud", "noise > 5.0", ",\"contiguity\":\"followedByAny\"");
    String document = rule(HOT + "," + any, WITHIN);
    Reading[] events = {hot(0), hot(1), loud(2), loud(3)};
    List<String> ids =
        Stage.of(document).events(events).alerts().stream().map(Alert::getId).toList();
    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
    assertThat(Stage.of(document).events(events).alerts().stream().map(Alert::getId).toList())
        .isEqualTo(ids);
  }

  @Test
  void conditionsAskForWhatWasTaken() {
    String many =
        stage("a", "t > 0.0", ",\"quantifier\":{\"min\":2,\"max\":2,\"inner\":\"consecutive\"}");
    String end =
        stage(
            "b",
            "t > sum(a.t) && first(a).t < last(a.t) && count(a) == 2 && t > avg(a.t) + prev.t"
                + " && min(a.t) == 1.0 && max(a.t) == 2.0",
            ",\"contiguity\":\"next\"");
    Stage stage = Stage.of(rule(many + "," + end, "}"));
    stage.events(reading(0, 1.0), reading(1, 2.0), reading(2, 9.0));
    assertThat(stage.alerts()).hasSize(1);
    Stage low = Stage.of(rule(many + "," + end, "}"));
    low.events(reading(0, 1.0), reading(1, 2.0), reading(2, 3.0));
    assertThat(low.alerts()).isEmpty();
    assertThat(low.failures()).isEmpty();
  }

  private static Reading reading(double at, double t) {
    return Reading.of("m1", at, "t", t);
  }

  @Test
  void eventsThatLackWhatIsReadAreNoPartOfTheSequence() {
    String next = stage("cold", "t < 10.0", ",\"contiguity\":\"next\"");
    Stage stage = Stage.of(rule(HOT + "," + next, "}"));
    stage.events(hot(0), Reading.of("m1", 1, "door", "open"), reading(2, 5.0));
    assertThat(stage.alerts()).hasSize(1);
    Stage broken = Stage.of(rule(HOT + "," + next, "}"));
    broken.events(hot(0), reading(1, 50.0), reading(2, 5.0));
    assertThat(broken.alerts()).isEmpty();
  }

  @Test
  void atTheLimitTheOldestAreDroppedAndItIsSaidOnce() {
    String limits = ",\"limits\":{\"partialMatches\":2}";
    Stage stage = Stage.of(rule(HOT + "," + LOUD, WITHIN + limits));
    stage.events(hot(0), hot(1), hot(2), hot(3), loud(4));
    assertThat(stage.alerts()).hasSize(2);
    assertThat(stage.alerts().get(0).getCauses().get(0).getEventId()).isEqualTo("m1@2000");
    assertThat(stage.failures())
        .containsExactly("more than 2 partial matches: the oldest are dropped");
  }

  @Test
  void eventsHeldHaveALimitToo() {
    String loop = stage("hot", "t > 80.0", ",\"quantifier\":{\"min\":1,\"inner\":\"relaxed\"}");
    String limits = ",\"limits\":{\"events\":3,\"policy\":\"stop\"}";
    Stage stage = Stage.of(rule(loop + "," + LOUD, WITHIN + limits));
    stage.events(hot(0), hot(1), hot(2));
    assertThat(stage.failures()).isEmpty();
    stage.events(hot(3), loud(4), hot(5), loud(6));
    assertThat(stage.failures())
        .containsExactly("more than 3 events held: the rule stops for this key");
    assertThat(stage.alerts()).isEmpty();
  }

  @Test
  void partialMatchesAreCarriedWhereTheShapeIsTheSame() {
    Rule old = Stage.compiled(1, rule(HOT + "," + LOUD, WITHIN));
    Rule warmer = Stage.compiled(2, rule(stage("hot", "t > 85.0", "") + "," + LOUD, WITHIN));
    Rule longer =
        Stage.compiled(2, rule(HOT + "," + LOUD + "," + stage("x", "t < 0.0", ""), WITHIN));
    assertThat(warmer.process().carries(old)).isInstanceOf(Carry.Allowed.class);
    assertThat(longer.process().carries(old)).isInstanceOf(Carry.Refused.class);
    Stage stage = Stage.of(rule(HOT + "," + LOUD, WITHIN)).events(hot(0));
    stage.rule(2, rule(stage("hot", "t > 85.0", "") + "," + LOUD, WITHIN)).events(loud(1));
    assertThat(stage.last().getRuleVersion()).isEqualTo(2);
  }

  @Test
  void rulesSleepWhereNoConditionOfTheirsHolds() {
    assertThat(Stage.compiled(1, rule(HOT + "," + LOUD, WITHIN)).wakes())
        .satisfies(
            wakes -> {
              assertThat(wakes.idle()).containsExactly(0);
              assertThat(wakes.busy()).containsExactlyInAnyOrder(0, 1);
              assertThat(wakes.idleAll()).isFalse();
              assertThat(wakes.busyAll()).isFalse();
            });
    String next = stage("cold", "t < 10.0", ",\"contiguity\":\"next\"");
    assertThat(Stage.compiled(1, rule(HOT + "," + next, "}")).wakes().busyAll()).isTrue();
  }

  @Test
  void patternsWithoutMeaningAreRefused() {
    refused(
        HOT + "," + stage("x", "t > 1.0", ",\"contiguity\":\"notFollowedBy\""),
        "}",
        "needs a time");
    refused(HOT + "," + HOT, "}", "names of their own");
    refused(stage("x", "t > 1.0", ",\"greedy\":true"), "}", "greedy");
    refused(stage("x", "t > 1.0", ",\"quantifer\":{}"), "}", "Is not known here");
    refused(
        HOT,
        ",\"afterMatchSkip\":{\"strategy\":\"skip-to-first\",\"stage\":\"no\"}}",
        "no stage 'no'");
    refused(stage("x", "t > first(y).t", ""), "}", "first");
  }

  private static void refused(String stages, String more, String reason) {
    assertThatThrownBy(() -> Stage.compiled(1, rule(stages, more)))
        .cause()
        .hasMessageContaining(reason);
  }
}
