package io.millrace.udfs.rules;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions that change while events flow, and rules that fail. Times are milliseconds. */
class RuleEngineTest {
  private final Recorded recorded = new Recorded();
  private final RuleHost host = new RuleHost(recorded);
  private int events;

  @Test
  void theTimeOfReceptionDecidesTheVersion() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 90\"");
    put(2, 1_000, "\"condition\": \"t > 50\"");
    receive(999, 60.0);
    assertThat(recorded.alerts()).isEmpty();
    receive(1_000, 60.0);
    assertThat(recorded.alerts()).extracting(Alert::getRuleVersion).containsExactly(2L);
  }

  @Test
  void anOpenAlertIsCarriedToTheNewVersionWhenThatJudges() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    receive(1, 60.0);
    put(2, 1_000, "\"condition\": \"t > 70\"");
    receive(999, 60.0);
    assertThat(states()).containsExactly(AlertState.OPEN);
    receive(1_000, 60.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(recorded.alerts().get(1).getRuleVersion()).isEqualTo(2);
    assertThat(host.keys()).isZero();
  }

  @Test
  void resetClearsWhatIsOpenAndStartsAnew() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    receive(1, 60.0);
    put(2, 1_000, "\"condition\": \"t > 50\", \"onChange\": \"reset\"");
    receive(1_000, 60.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED, AlertState.OPEN);
    assertThat(recorded.alerts().get(1).getReason()).isEqualTo("rule changed");
    assertThat(recorded.alerts()).extracting(Alert::getRuleVersion).containsExactly(1L, 1L, 2L);
  }

  @Test
  void drainLetsTheOldVersionFinish() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    receive(1, 60.0);
    put(2, 1_000, "\"condition\": \"t > 70\", \"onChange\": \"drain\"");
    receive(1_000, 60.0);
    assertThat(states()).as("version 1 still holds").containsExactly(AlertState.OPEN);
    receive(1_001, 80.0);
    assertThat(recorded.alerts()).extracting(Alert::getRuleVersion).containsExactly(1L, 2L);
    receive(1_002, 40.0);
    assertThat(states()).filteredOn(s -> s == AlertState.CLEARED).hasSize(2);
    receive(1_003, 60.0);
    assertThat(recorded.alerts()).as("version 1 begins nothing new").hasSize(4);
    assertThat(host.keys()).isZero();
  }

  @Test
  void aVersionWithOtherLevelsCannotCarryAndClears() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    receive(1, 60.0);
    put(2, 1_000, "\"levels\": [{\"name\": \"a\", \"condition\": \"t > 50\"}]");
    receive(1_000, 60.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED, AlertState.OPEN);
  }

  @Test
  void aRuleForOtherObjectsClearsWhatItOpened() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    receive(1, 60.0);
    host.put(compile(2, 1_000, "\"condition\": \"t > 50\"", "pump"));
    put2Unrelated();
    receive(1_000, 60.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
  }

  @Test
  void tenThousandVersionsInARow() throws Exception {
    Definition first = rule(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"", "machine");
    Rule compiled = new RuleCompiler(PropertyTypes.unknown()).compile(first);
    host.put(compiled);
    receive(1, 60.0);
    for (long version = 2; version <= 10_000; version++) {
      RuleHead head = compiled.head();
      host.put(
          new Rule(
              new RuleHead(
                  head.id(),
                  version,
                  head.kind(),
                  head.objectType(),
                  head.by(),
                  head.order(),
                  head.disorder(),
                  head.onChange(),
                  head.onError(),
                  head.mode(),
                  head.shadow(),
                  head.severity(),
                  head.message(),
                  head.reads(),
                  version),
              compiled.conditions(),
              compiled.wakes(),
              compiled.process()));
    }
    receive(5_000, 60.0);
    receive(20_000, 40.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(recorded.alerts().get(1).getRuleVersion()).isEqualTo(10_000);
    assertThat(recorded.failures()).isEmpty();
  }

  @Test
  void aRuleThatFailsIsReportedByNameAndOthersAreUnharmed() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"1 / (t - t) > 0 \"");
    host.put(compile("good", 1, Long.MIN_VALUE, "\"condition\": \"t > 50\"", "machine"));
    receive(1, 60L);
    receive(2, 60L);
    assertThat(recorded.failures()).extracting(f -> f.rule().id()).containsExactly("r", "r");
    assertThat(recorded.failures()).extracting(Output.Failure::stopped).containsOnly(false);
    assertThat(recorded.alerts()).extracting(Alert::getRuleId).containsExactly("good");
  }

  @Test
  void aRuleThatFailsIsStoppedByPolicyUntilANewVersionComes() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"1 / (t - t) > 0\", \"onError\": \"stop\"");
    receive(1, 60L);
    receive(2, 60L);
    assertThat(recorded.failures()).extracting(Output.Failure::stopped).containsExactly(true);
    put(2, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    receive(3, 60L);
    assertThat(states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void valuesThatAreNoNumbersChangeNothing() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50.0\"");
    receive(1, Double.NaN);
    receive(2, Double.NEGATIVE_INFINITY);
    assertThat(recorded.alerts()).isEmpty();
    receive(3, "hot");
    receive(4, List.of(60.0));
    assertThat(recorded.failures()).hasSize(2);
    receive(5, Double.POSITIVE_INFINITY);
    receive(6, "cool");
    assertThat(states()).as("a text does not clear").containsExactly(AlertState.OPEN);
    assertThat(recorded.failures()).hasSize(3);
    receive(7, Double.NaN);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
  }

  @Test
  void aRuleThatMatchesEverything() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"true\", \"mode\": \"each\"");
    for (int i = 0; i < 1_000; i++) {
      receive(i, 1.0);
    }
    assertThat(recorded.alerts()).hasSize(1_000);
    assertThat(recorded.alerts()).extracting(Alert::getId).doesNotHaveDuplicates();
    assertThat(host.keys()).isZero();
  }

  @Test
  void aShadowRunsBesideTheRuleUnderIdsOfItsOwn() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\"");
    put(2, Long.MIN_VALUE, "\"condition\": \"t > 40\", \"shadow\": true");
    receive(1, 60.0);
    assertThat(recorded.alerts())
        .extracting(Alert::getShadow)
        .containsExactlyInAnyOrder(false, true);
    assertThat(recorded.alerts()).extracting(Alert::getId).doesNotHaveDuplicates();
    host.remove("r~shadow", 5);
    assertThat(host.keys()).as("the rule's own alert is still open").isEqualTo(1);
    assertThat(recorded.alerts()).last().extracting(Alert::getShadow).isEqualTo(true);
  }

  @Test
  void groupsByAnExpression() throws Exception {
    put(1, Long.MIN_VALUE, "\"condition\": \"t > 50\", \"by\": \"site\"");
    observe(1, "m1", Map.of("t", 60.0, "site", "A"));
    observe(2, "m2", Map.of("t", 60.0, "site", "A"));
    observe(3, "m3", Map.of("t", 60.0, "site", "B"));
    observe(4, "m4", Map.of("t", 60.0));
    assertThat(recorded.alerts()).extracting(Alert::getKey).containsExactly("A", "B");
  }

  @Test
  void removalEndsWhatAnOlderVersionWasFinishing() throws Exception {
    String rule = "{\"id\": \"r\", \"kind\": \"threshold\", \"objectType\": \"machine\", %s}";
    Stage stage = new Stage().rule(1, 0, rule.formatted("\"condition\": \"t > 50\""));
    stage.events(at(1, 60.0));
    stage.rule(2, 1_000, rule.formatted("\"condition\": \"t > 70\", \"onChange\": \"drain\""));
    stage.events(at(1_000, 60.0));
    assertThat(stage.states()).as("version 1 finishes").containsExactly("OPEN");
    stage.removeFrom("r", 2_000).events(at(2_500, 65.0));
    assertThat(stage.states()).as("before any sweep").containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getReason()).isEqualTo("rule removed or paused");
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochMilli(2_000));
    assertThat(stage.last().getRuleVersion()).isEqualTo(1);
    assertThat(stage.keys()).isZero();
    stage.events(at(2_600, 90.0));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
  }

  @Test
  void whatWasReceivedBeforeTheRemovalIsStillFinished() throws Exception {
    String rule = "{\"id\": \"r\", \"kind\": \"threshold\", \"objectType\": \"machine\", %s}";
    Stage stage = new Stage().rule(1, 0, rule.formatted("\"condition\": \"t > 50\""));
    stage.events(at(1, 60.0));
    stage.rule(2, 1_000, rule.formatted("\"condition\": \"t > 70\", \"onChange\": \"drain\""));
    stage.removeFrom("r", 2_000).events(at(1_000, 60.0), at(1_999, 40.0));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getReason()).isNotEqualTo("rule removed or paused");
  }

  @Test
  void aSweepEndsBothWhatIsFinishedAndWhatBegan() throws Exception {
    String rule = "{\"id\": \"r\", \"kind\": \"threshold\", \"objectType\": \"machine\", %s}";
    Stage stage = new Stage().rule(1, 0, rule.formatted("\"condition\": \"t > 50\""));
    stage.events(at(1, 60.0));
    stage.rule(2, 1_000, rule.formatted("\"condition\": \"t > 50\", \"onChange\": \"drain\""));
    stage.events(at(1_000, 60.0));
    assertThat(stage.alerts()).extracting(Alert::getRuleVersion).containsExactly(1L, 2L);
    stage.removeFrom("r", 2_000).sweep(3_000);
    assertThat(stage.states()).containsExactly("OPEN", "OPEN", "CLEARED", "CLEARED");
    assertThat(stage.alerts().subList(2, 4))
        .extracting(Alert::getClearedAt)
        .containsOnly(Instant.ofEpochMilli(2_000));
    assertThat(stage.keys()).isZero();
  }

  @Test
  void aResetAlsoEndsWhatAnEarlierVersionWasFinishing() throws Exception {
    String rule = "{\"id\": \"r\", \"kind\": \"threshold\", \"objectType\": \"machine\", %s}";
    Stage stage = new Stage().rule(1, 0, rule.formatted("\"condition\": \"t > 50\""));
    stage.events(at(1, 60.0));
    stage.rule(2, 1_000, rule.formatted("\"condition\": \"t > 70\", \"onChange\": \"drain\""));
    stage.events(at(1_000, 60.0));
    stage.rule(3, 2_000, rule.formatted("\"condition\": \"t > 70\", \"onChange\": \"reset\""));
    stage.events(at(2_000, 60.0));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getReason()).isEqualTo("rule changed");
  }

  private static StoredEvent at(long millis, double temperature) {
    return new StoredEvent(
        "e" + millis, millis, millis, "d", "t", "machine", "m1", Map.of("t", temperature));
  }

  private void put2Unrelated() throws Exception {
    host.put(compile("other", 1, Long.MIN_VALUE, "\"condition\": \"t > 1000\"", "machine"));
  }

  private List<AlertState> states() {
    return recorded.alerts().stream().map(Alert::getState).toList();
  }

  private void receive(long at, Object temperature) {
    observe(at, "m1", Map.of("t", temperature));
  }

  private void observe(long at, String object, Map<String, Object> properties) {
    host.onEvent(new StoredEvent("e" + ++events, at, at, "d", "t", "machine", object, properties));
  }

  private void put(long version, long effectiveAt, String fields) throws Exception {
    host.put(compile(version, effectiveAt, fields, "machine"));
  }

  private static Rule compile(long version, long effectiveAt, String fields, String type)
      throws Exception {
    return compile("r", version, effectiveAt, fields, type);
  }

  private static Rule compile(String id, long version, long effectiveAt, String fields, String type)
      throws Exception {
    Definition rule = rule(version, effectiveAt, fields, type);
    rule.setId(id);
    rule.setDocument(rule.getDocument().replace("\"id\": \"r\"", "\"id\": \"" + id + "\""));
    return new RuleCompiler(PropertyTypes.unknown()).compile(rule);
  }

  private static Definition rule(long version, long effectiveAt, String fields, String type) {
    Definition rule =
        definition(
            "rule",
            "r",
            version,
            "{\"id\": \"r\", \"kind\": \"threshold\", \"objectType\": \""
                + type
                + "\", "
                + fields
                + "}");
    rule.setEffectiveAt(effectiveAt == Long.MIN_VALUE ? null : Instant.ofEpochMilli(effectiveAt));
    return rule;
  }
}
