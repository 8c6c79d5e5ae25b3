package io.millrace.udfs.backtest;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.backtest.input.ObservationSource;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.host.RuleHost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules over a history, by the engine that runs live. Event time follows the events: before one is
 * judged, all timers that lie before it (less the disorder) fire.
 */
public final class Backtest {
  private final RuleHost host;
  private final long disorder;
  private final int most;
  private final Map<String, RuleTally> tallies = new LinkedHashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private long observations;
  private long changes;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /**
   * @param rules all in force from the beginning
   * @param disorder by how much observations may be older than the newest before them
   * @param most changes of alerts to keep; further ones are only counted
   */
  public Backtest(Collection<Rule> rules, Duration disorder, int most) {
    this.host = new RuleHost(new Kept());
    this.disorder = disorder.toMillis();
    this.most = most;
    for (Rule rule : rules) {
      tallies.put(rule.head().slot(), new RuleTally(rule.head()));
      host.put(rule);
    }
  }

  /** Counts all and keeps what is to be shown. */
  private final class Kept implements Output {
    @Override
    public void alert(AlertChange change) {
      changes++;
      tally(change.rule()).add(change);
      if (alerts.size() < most) {
        alerts.add(change.toAlert());
      }
    }

    @Override
    public void failed(Failure failure) {
      tally(failure.rule()).add(failure);
    }

    private RuleTally tally(RuleHead rule) {
      return tallies.computeIfAbsent(rule.slot(), slot -> new RuleTally(rule));
    }
  }

  /** Judges the next observation. */
  public void accept(Observation observation) {
    ObservationEvent event = new ObservationEvent(observation);
    long at = event.timestamp();
    observations++;
    first = Math.min(first, at);
    if (at > last) {
      last = at;
      host.advance(at - disorder - 1);
    }
    host.onEvent(event);
  }

  /**
   * Judges all that is left of a history.
   *
   * @throws IOException where it cannot be read
   */
  public void run(ObservationSource history) throws IOException {
    for (Observation next = history.next(); next != null; next = history.next()) {
      accept(next);
    }
  }

  /**
   * What came of it.
   *
   * @param to up to when the history is known to be complete; null for its last observation
   */
  public BacktestResult finish(@Nullable Instant to) {
    if (observations > 0) {
      host.advance(to == null ? last : Math.max(last, to.toEpochMilli()));
    }
    return new BacktestResult(
        observations,
        observations == 0 ? null : Instant.ofEpochMilli(first),
        observations == 0 ? null : Instant.ofEpochMilli(last),
        List.copyOf(tallies.values()),
        List.copyOf(alerts),
        changes);
  }
}
