package io.millrace.local.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceOptions;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.backtest.AlertDiff;
import io.millrace.udfs.backtest.Backtest;
import io.millrace.udfs.backtest.BacktestJson;
import io.millrace.udfs.backtest.BacktestResult;
import io.millrace.udfs.backtest.PlotRecorder;
import io.millrace.udfs.backtest.input.ObservationSource;
import io.millrace.udfs.backtest.plot.PlotData;
import io.millrace.udfs.backtest.plot.SvgPlot;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.rules.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries rules on a history. */
@Command(
    name = "backtest",
    description = {
      "Tries rules on a history, by the engine that runs live, and writes nothing but its report:",
      "which alerts there would have been. Needs no server but for what Kafka or the service",
      "holds. Exit status 0; 1 if a rule failed on an observation, 2 if the rules are broken."
    },
    mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private HistoryOptions history = new HistoryOptions();
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE",
      description = "A rule, or an array of rules; JSON or YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "VERSION|FILE",
      description = "Show how alerts differ from these: a version that the service has, or a file.")
  private @Nullable String against;

  @Option(names = "--plot", paramLabel = "FILE.svg", description = "Draw value, limits, alerts.")
  private @Nullable Path plot;

  @Option(names = "--object", paramLabel = "ID", description = "Draw this one; default: busiest.")
  private @Nullable String object;

  @Option(names = "--property", paramLabel = "NAME", description = "Draw this property.")
  private @Nullable String property;

  @Option(
      names = "--disorder",
      paramLabel = "DURATION",
      description = "How much older than others before them observations may be; default PT0S.")
  private Duration disorder = Duration.ZERO;

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      description = "Changes of alerts to keep; further ones are counted. Default 100000.")
  private int most = 100_000;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      List<Rule> rules = RuleFiles.read(file);
      List<Rule> old =
          against == null ? List.of() : OtherVersion.rules(against, rules, service::api);
      return run(rules, old);
    } catch (DefinitionException e) {
      for (Problem problem : e.problems()) {
        err.println(file + ": " + problem.path() + ": " + problem.reason());
      }
      return 2;
    }
  }

  private int run(List<Rule> rules, List<Rule> old) {
    Backtest now = new Backtest(rules, disorder, most);
    Backtest before = new Backtest(old, disorder, most);
    PlotRecorder recorder = new PlotRecorder(rules, object, property);
    String type = rules.isEmpty() ? "" : rules.get(0).head().objectType();
    long start = System.nanoTime();
    try (ObservationSource source = history.open(type, service::addresses)) {
      for (Observation next = source.next(); next != null; next = source.next()) {
        now.accept(next);
        if (against != null) {
          before.accept(next);
        }
        if (plot != null) {
          recorder.add(next);
        }
      }
    } catch (IOException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
    BacktestResult result = now.finish(history.end());
    double seconds = (System.nanoTime() - start) / 1e9;
    AlertDiff diff =
        against == null
            ? null
            : AlertDiff.of(before.finish(history.end()).alerts(), result.alerts());
    draw(recorder.plot(result));
    report(result, diff, seconds);
    return result.rules().stream().anyMatch(rule -> rule.failures() > 0) ? 1 : 0;
  }

  private void draw(@Nullable PlotData data) {
    if (plot == null) {
      return;
    }
    if (data == null) {
      throw new StackException("There is nothing to draw: no observation had such a number");
    }
    try {
      Files.writeString(plot, SvgPlot.of(data));
    } catch (IOException e) {
      throw new StackException(plot + " cannot be written: " + e, e);
    }
  }

  private void report(BacktestResult result, @Nullable AlertDiff diff, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    if (service.json()) {
      ObjectNode json = BacktestJson.of(result);
      if (diff != null) {
        json.set("against", BacktestJson.of(diff));
      }
      out.println(json.toPrettyString());
    } else {
      new BacktestReport(out).print(result, diff, seconds);
    }
    out.flush();
  }
}
