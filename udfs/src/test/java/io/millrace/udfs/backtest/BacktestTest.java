package io.millrace.udfs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.backtest.input.CsvTable;
import io.millrace.udfs.backtest.input.Defaults;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final String HISTORY =
      """
      timestamp,objectId,temperature
      2026-01-01T00:00:00Z,m1,70
      2026-01-01T00:01:00Z,m1,91
      2026-01-01T00:02:00Z,m1,96
      2026-01-01T00:02:00Z,m2,
      2026-01-01T00:03:00Z,m1,70
      2026-01-01T00:04:00Z,m2,99
      """;

  @Test
  void tellsAlertsCountsAndTimes() throws Exception {
    BacktestResult result = run(1000, rule("hot", "temperature > 90.0"));
    assertThat(result.observations()).isEqualTo(6);
    assertThat(result.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(result.to()).isEqualTo(Instant.parse("2026-01-01T00:04:00Z"));
    assertThat(result.alerts())
        .extracting(Alert::getObjectId, Alert::getState, Alert::getOpenedAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "m1", AlertState.CLEARED, Instant.parse("2026-01-01T00:01:00Z")),
            org.assertj.core.groups.Tuple.tuple(
                "m2", AlertState.OPEN, Instant.parse("2026-01-01T00:04:00Z")));
    RuleTally tally = result.rules().get(0);
    assertThat(tally.opened()).isEqualTo(2);
    assertThat(tally.cleared()).isEqualTo(1);
    assertThat(tally.open()).isEqualTo(1);
    assertThat(tally.failures()).isZero();
  }

  @Test
  void alertsBeyondTheLimitAreOnlyCounted() throws Exception {
    BacktestResult result = run(1, rule("hot", "temperature > 90.0"));
    assertThat(result.changes()).hasSize(1);
    assertThat(result.allChanges()).isEqualTo(3);
    assertThat(result.truncated()).isTrue();
    assertThat(result.rules().get(0).opened()).isEqualTo(2);
  }

  @Test
  void aRuleThatFailsIsNamedAndOthersGoOn() throws Exception {
    BacktestResult result =
        run(1000, rule("odd", "temperature.size() > 3"), rule("hot", "temperature > 90.0"));
    assertThat(result.rules().get(0).failures()).isEqualTo(5);
    assertThat(result.rules().get(0).firstFailure()).isNotBlank();
    assertThat(result.rules().get(1).opened()).isEqualTo(2);
  }

  @Test
  void twoVersionsDifferByWhatMovedWhatCameAndWhatWent() throws Exception {
    BacktestResult old = run(1000, rule("hot", "temperature > 90.0"));
    BacktestResult now = run(1000, rule("hot", "temperature > 95.0 && temperature < 98.0"));
    AlertDiff diff = AlertDiff.of(old.alerts(), now.alerts());
    assertThat(diff.same()).isZero();
    assertThat(diff.moved()).hasSize(1);
    assertThat(diff.moved().get(0).after().getOpenedAt())
        .isEqualTo(Instant.parse("2026-01-01T00:02:00Z"));
    assertThat(diff.gone()).extracting(Alert::getObjectId).containsExactly("m2");
    assertThat(diff.added()).isEmpty();
    assertThat(AlertDiff.of(now.alerts(), old.alerts()).added())
        .extracting(Alert::getObjectId)
        .containsExactly("m2");
    assertThat(AlertDiff.of(old.alerts(), old.alerts()).none()).isTrue();
  }

  @Test
  void compositeRulesJudgeWhatTheOthersSend() throws Exception {
    Rule both =
        compile(
            "both",
            """
            {"id": "both", "kind": "composite", "objectType": "machine", "by": "alertRule",
             "inputs": {"hot": {"rule": "hot"}}, "when": "hot >= 1"}""");
    BacktestResult result = run(1000, rule("hot", "temperature > 90.0"), both);
    assertThat(result.rules().get(0).opened()).as("alerts are no observations").isEqualTo(2);
    assertThat(result.rules().get(0).cleared()).isEqualTo(1);
    assertThat(result.rules().get(1).id()).isEqualTo("both");
    assertThat(result.rules().get(1).opened()).isEqualTo(2);
    assertThat(result.rules().get(1).cleared()).isEqualTo(1);
  }

  @Test
  void theJsonHasRulesAlertsAndDifferences() throws Exception {
    BacktestResult result = run(1000, rule("hot", "temperature > 90.0"));
    var json = BacktestJson.of(result);
    assertThat(json.at("/rules/0/opened").asInt()).isEqualTo(2);
    assertThat(json.at("/alerts/0/ruleId").asText()).isEqualTo("hot");
    assertThat(json.at("/alerts").size()).isEqualTo(2);
    AlertDiff diff = AlertDiff.of(List.of(), result.alerts());
    assertThat(BacktestJson.of(diff).at("/added").size()).isEqualTo(2);
  }

  @Test
  void nothingIsAResultToo() throws Exception {
    BacktestResult result =
        new Backtest(List.of(rule("hot", "temperature > 90.0")), Duration.ZERO, 10).finish(null);
    assertThat(result.observations()).isZero();
    assertThat(BacktestJson.of(result).path("from").isNull()).isTrue();
  }

  @Test
  void thePlotShowsTheBusiestObjectWithItsThreshold() throws Exception {
    List<Rule> rules = List.of(rule("hot", "temperature > 90.0"));
    PlotRecorder recorder = new PlotRecorder(rules, null, null);
    Backtest backtest = new Backtest(rules, Duration.ZERO, 10);
    try (CsvTable table = history()) {
      for (var next = table.next(); next != null; next = table.next()) {
        recorder.add(next);
        backtest.accept(next);
      }
    }
    var plot = recorder.plot(backtest.finish(null));
    assertThat(plot).isNotNull();
    assertThat(plot.title()).isEqualTo("m1: temperature");
    assertThat(plot.points()).hasSize(4);
    assertThat(plot.levels()).extracting(l -> l.value()).containsExactly(90.0);
    assertThat(plot.marks()).hasSize(1);
    assertThat(new PlotRecorder(rules, "nobody", null).plot(backtest.finish(null))).isNull();
  }

  static Rule rule(String id, String condition) throws DefinitionException {
    String document =
        "{\"id\": \"%s\", \"kind\": \"threshold\", \"objectType\": \"machine\", \"condition\": \"%s\"}"
            .formatted(id, condition);
    return compile(id, document);
  }

  private static Rule compile(String id, String document) throws DefinitionException {
    return new RuleCompiler(PropertyTypes.unknown())
        .compile(
            new Definition("rule", id, 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null));
  }

  private static BacktestResult run(int most, Rule... rules) throws IOException {
    Backtest backtest = new Backtest(List.of(rules), Duration.ZERO, most);
    try (CsvTable table = history()) {
      backtest.run(table);
    }
    return backtest.finish(null);
  }

  private static CsvTable history() throws IOException {
    return new CsvTable(
        new BufferedReader(new StringReader(HISTORY)),
        new Defaults("history", "machine", "m"),
        null,
        null);
  }
}
