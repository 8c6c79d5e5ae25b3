package io.millrace.service.backtest;

import io.millrace.schemas.avro.Observation;
import io.millrace.service.definition.RuleHistory;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.backtest.AlertDiff;
import io.millrace.udfs.backtest.Backtest;
import io.millrace.udfs.backtest.BacktestResult;
import io.millrace.udfs.backtest.PlotRecorder;
import io.millrace.udfs.backtest.input.Between;
import io.millrace.udfs.backtest.input.ObservationSource;
import io.millrace.udfs.backtest.plot.PlotData;
import io.millrace.udfs.backtest.plot.SvgPlot;
import io.millrace.udfs.rules.Rule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a rule over the observations that Kafka has, or over those of a request. */
@Component
class RuleBacktest {
  /** A backtest that takes longer is cut off and says so. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final int LOOK_EVERY = 1_000;
  private static final int MOST_CHANGES = 10_000;

  private final RuleHistory rules;
  private final ObservationTopic topic;

  RuleBacktest(RuleHistory rules, ObservationTopic topic) {
    this.rules = rules;
    this.topic = topic;
  }

  BacktestView run(String id, byte[] body) {
    BacktestRequest request = BacktestRequest.read(body);
    Rule rule =
        request.rule() == null
            ? rules.saved(id, request.version())
            : rules.unsaved(id, request.rule());
    List<Rule> old = new ArrayList<>();
    if (request.againstRule() != null) {
      old.addAll(withInputs(rules.unsaved(id, request.againstRule())));
    } else if (request.against() != null) {
      old.addAll(withInputs(rules.saved(id, request.against())));
    }
    return run(withInputs(rule), old, request, rule.head().objectType());
  }

  /** A composite judges alerts: so the rules that give them judge as well. */
  private List<Rule> withInputs(Rule rule) {
    List<Rule> all = new ArrayList<>(List.of(rule));
    all.addAll(rules.inputs(rule));
    return all;
  }

  private BacktestView run(
      List<Rule> now, List<Rule> old, BacktestRequest request, String objectType) {
    Backtest after = new Backtest(now, Duration.ZERO, MOST_CHANGES);
    Backtest before = new Backtest(old, Duration.ZERO, MOST_CHANGES);
    PlotRecorder recorder = new PlotRecorder(now, request.object(), request.property());
    boolean complete = true;
    long deadline = System.nanoTime() + LONGEST.toNanos();
    long count = 0;
    try (ObservationSource source = history(request, objectType)) {
      for (Observation next = source.next(); next != null; next = source.next()) {
        after.accept(next);
        before.accept(next);
        recorder.add(next);
        if (++count % LOOK_EVERY == 0 && System.nanoTime() > deadline) {
          complete = false;
          break;
        }
      }
    } catch (KafkaException e) {
      throw ProblemException.unavailable("Kafka", e);
    } catch (IOException e) {
      throw ProblemException.unavailable("The topic of observations", e);
    }
    Instant end = complete ? request.to() : null;
    BacktestResult result = after.finish(end);
    AlertDiff diff =
        old.isEmpty() ? null : AlertDiff.of(before.finish(end).alerts(), result.alerts());
    PlotData plot = request.plot() ? recorder.plot(result) : null;
    return BacktestView.of(result, diff, plot == null ? null : SvgPlot.of(plot), complete);
  }

  private ObservationSource history(BacktestRequest request, String objectType) {
    ObservationSource all =
        request.observations() == null
            ? topic.open(request.from())
            : new Listed(request.observations(objectType).iterator());
    return new Between(all, request.from(), request.to());
  }

  /** The observations of a request. */
  private record Listed(Iterator<Observation> observations) implements ObservationSource {
    @Override
    public @Nullable Observation next() {
      return observations.hasNext() ? observations.next() : null;
    }

    @Override
    public void close() {}
  }
}
