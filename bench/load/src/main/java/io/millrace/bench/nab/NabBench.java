package io.millrace.bench.nab;

import io.millrace.local.StackException;
import io.millrace.local.backtest.RuleFiles;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many labelled anomalies a set of rules finds, and how often it is wrong. */
@Command(
    name = "nab",
    description = {
      "Runs rules over labelled series in the form of the Numenta Anomaly Benchmark and counts",
      "the windows in which an alert was opened, and the alerts outside of all windows. Needs no",
      "server. Exit status 0; 1 if a rule failed on an observation, 2 if the rules are broken."
    },
    mixinStandardHelpOptions = true)
public final class NabBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Holds anomaly-windows.json and, below data, the files that it names.")
  private Path data = Path.of("");

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE",
      description = "Rules for objects of type series with the properties series and value.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    try {
      List<Rule> rules = RuleFiles.read(file);
      NabRun run = new NabRun(rules);
      List<SeriesScore> scores = new ArrayList<>();
      for (LabelledSeries series : NabFolder.read(data)) {
        SeriesScore score = run.run(series);
        scores.add(score);
        print(score);
      }
      total(rules, scores, run);
      return run.failure() == null ? 0 : 1;
    } catch (DefinitionException e) {
      PrintWriter err = spec.commandLine().getErr();
      e.problems().forEach(p -> err.println(file + ": " + p.path() + ": " + p.reason()));
      return 2;
    } catch (IOException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
  }

  private void print(SeriesScore score) {
    line(
        "%-60s %d of %d windows, %d false alarms",
        score.series().name(),
        score.detected(),
        score.series().windows().size(),
        score.falseAlarms().size());
    score.missed().forEach(window -> line("    missed %s to %s", window.from(), window.to()));
    score.falseAlarms().stream().limit(5).forEach(at -> line("    false alarm %s", at));
  }

  private void total(List<Rule> rules, List<SeriesScore> scores, NabRun run) {
    long observations = scores.stream().mapToLong(SeriesScore::observations).sum();
    line("");
    line(
        "%d rules, %d series: %d of %d windows detected, %d alerts, %d false alarms",
        rules.size(),
        scores.size(),
        scores.stream().mapToInt(SeriesScore::detected).sum(),
        scores.stream().mapToInt(s -> s.series().windows().size()).sum(),
        scores.stream().mapToInt(SeriesScore::alerts).sum(),
        scores.stream().mapToInt(s -> s.falseAlarms().size()).sum());
    line("%,d observations, %,.0f/s", observations, observations * 1e9 / run.nanos());
    if (run.failure() != null) {
      line("A rule could not judge: %s", run.failure());
    }
  }

  private void line(String format, @Nullable Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
