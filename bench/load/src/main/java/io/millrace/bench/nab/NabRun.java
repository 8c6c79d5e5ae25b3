package io.millrace.bench.nab;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.backtest.Backtest;
import io.millrace.udfs.backtest.BacktestResult;
import io.millrace.udfs.backtest.RuleTally;
import io.millrace.udfs.backtest.input.CsvTable;
import io.millrace.udfs.backtest.input.Defaults;
import io.millrace.udfs.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules over one series, which is an object of type {@code series} named by its file. */
final class NabRun {
  private static final int MOST = 1_000_000;
  private final List<Rule> rules;
  private long nanos;
  private @Nullable String failure;

  NabRun(List<Rule> rules) {
    this.rules = rules;
  }

  SeriesScore run(LabelledSeries series) throws IOException {
    Backtest backtest = new Backtest(rules, Duration.ZERO, MOST);
    Defaults defaults = new Defaults(series.name(), "series", series.name());
    try (CsvTable table =
        new CsvTable(Files.newBufferedReader(series.file()), defaults, null, null)) {
      for (Observation next = table.next(); next != null; next = table.next()) {
        next.getProperties().put("series", series.name());
        long start = System.nanoTime();
        backtest.accept(next);
        nanos += System.nanoTime() - start;
      }
    }
    BacktestResult result = backtest.finish(null);
    for (RuleTally rule : result.rules()) {
      if (failure == null && rule.failures() > 0) {
        failure = rule.id() + ": " + rule.firstFailure();
      }
    }
    return SeriesScore.of(series, result.observations(), result.alerts());
  }

  /** Time in the engine, without reading files. */
  long nanos() {
    return nanos;
  }

  /** The first thing that a rule could not judge; null if there was none. */
  @Nullable String failure() {
    return failure;
  }
}
