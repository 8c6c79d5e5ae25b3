package io.millrace.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.backtest.Backtest;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Over the same observations the running job and a backtest send the same alerts, in every field.
 */
class BacktestAgreesTest {
  private static final List<ControlRecord> RULES =
      List.of(
          Rules.rule(
              1, "plain", 1, "\"kind\": \"threshold\", \"condition\": \"temperature > 80.0\""),
          Rules.rule(
              2,
              "lasting",
              1,
              "\"kind\": \"threshold\", \"condition\": \"temperature > 60.0\", \"for\": \"PT20S\""),
          Rules.rule(
              3,
              "each",
              1,
              "\"kind\": \"threshold\", \"mode\": \"each\", \"condition\": \"temperature < 5.0\""),
          window(4, "sliding", "{\"type\": \"sliding\", \"size\": \"PT1M\"}"),
          window(5, "tumbling", "{\"type\": \"tumbling\", \"size\": \"PT30S\"}"),
          Rules.rule(6, "silent", 1, "\"kind\": \"absence\", \"for\": \"PT45S\""));

  private static ControlRecord window(long offset, String id, String window) {
    return Rules.rule(
        offset,
        id,
        1,
        "\"kind\": \"window\", \"window\": %s, \"having\": \"mean > 55.0\",".formatted(window)
            + " \"aggregates\": {\"mean\": {\"function\": \"avg\", \"of\": \"temperature\"}}");
  }

  /** The seed, and how many observations lie between two watermarks. */
  @ParameterizedTest
  @ValueSource(strings = {"1 1", "2 1", "3 7", "4 50", "5 7", "6 50"})
  void liveAndBacktestAgree(String seedAndStep) throws Exception {
    String[] parts = seedAndStep.split(" ");
    List<Observation> history = history(Long.parseLong(parts[0]));
    List<Alert> live = live(history, Integer.parseInt(parts[1]));
    List<Alert> backtest = backtest(history);
    assertThat(live).isEqualTo(backtest);
    assertThat(live).extracting(Alert::getRuleId).contains("plain", "lasting", "each", "sliding");
    assertThat(live).extracting(Alert::getRuleId).contains("tumbling", "silent");
  }

  /** Five machines that wander, fall silent and come back; in the order of time. */
  private static List<Observation> history(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> all = new ArrayList<>();
    double[] temperatures = {50, 50, 50, 50, 50};
    long at = Given.NOON.toEpochMilli();
    for (int i = 1; i <= 2_000; i++) {
      at += 100 + random.nextInt(3_000);
      int machine = random.nextInt(20) == 0 ? 4 : random.nextInt(4);
      double next = temperatures[machine] + random.nextInt(-200, 201) / 10.0;
      temperatures[machine] = Math.max(0, Math.min(100, next));
      Observation observation = Given.observation(i, "m" + machine, temperatures[machine]);
      observation.setObservedAt(Instant.ofEpochMilli(at));
      observation.setReceivedAt(Instant.ofEpochMilli(at + 5));
      all.add(observation);
    }
    return all;
  }

  private static List<Alert> live(List<Observation> history, int step) throws Exception {
    try (RuleHarness job = RuleHarness.start(RULES.toArray(new ControlRecord[0]))) {
      job.clock(60_000);
      long newest = Long.MIN_VALUE;
      int count = 0;
      for (Observation observation : history) {
        job.observe(observation);
        newest = observation.getObservedAt().toEpochMilli();
        if (++count % step == 0) {
          job.flink().processWatermark1(new Watermark(newest - 1));
        }
      }
      job.flink().processWatermark1(new Watermark(newest));
      return sorted(job.alerts());
    }
  }

  private static List<Alert> backtest(List<Observation> history) throws Exception {
    List<Rule> rules = new ArrayList<>();
    for (ControlRecord record : RULES) {
      rules.add(new RuleCompiler(PropertyTypes.unknown()).compile(record.definition()));
    }
    Backtest backtest = new Backtest(rules, Duration.ZERO, 100_000);
    history.forEach(backtest::accept);
    return sorted(backtest.finish(null).changes());
  }

  private static List<Alert> sorted(List<Alert> alerts) {
    return alerts.stream()
        .sorted(
            Comparator.comparing(Alert::getRuleId)
                .thenComparing(Alert::getOpenedAt)
                .thenComparing(Alert::getId)
                .thenComparing(Alert::getSeq))
        .toList();
  }
}
