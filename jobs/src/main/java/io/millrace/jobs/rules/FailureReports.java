package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.Output.Failure;
import io.millrace.udfs.rules.RuleHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports rules that fail: the first failure of a version at once, then one letter an interval with
 * the number of failures since. A rule that fails on every observation must not fill the topic.
 */
final class FailureReports {
  private final RuleOperator<?> operator;
  private final SerializableClock clock;
  private final Duration interval;
  private final Map<String, Failing> byVersion = new HashMap<>();
  private final List<Failure> stopped = new ArrayList<>();
  private @Nullable Observation present;

  /** A version that has failed. */
  private static final class Failing {
    private final RuleHead rule;
    private Instant reportedAt;
    private long unreported;
    private String lastReason = "";
    private @Nullable Observation last;

    Failing(RuleHead rule, Instant reportedAt) {
      this.rule = rule;
      this.reportedAt = reportedAt;
    }
  }

  FailureReports(RuleOperator<?> operator, SerializableClock clock, Duration interval) {
    this.operator = operator;
    this.clock = clock;
    this.interval = interval;
  }

  /** The observation that is judged from now on; null for none. */
  void on(@Nullable Observation observation) {
    present = observation;
  }

  void failed(Failure failure) {
    RuleHead rule = failure.rule();
    String version = rule.slot() + "@" + rule.version();
    if (failure.stopped()) {
      stopped.add(failure);
    }
    Failing known = byVersion.get(version);
    if (known == null) {
      byVersion.put(version, new Failing(rule, clock.instant()));
      send(rule, present, failure.reason() + (failure.stopped() ? "; the rule is stopped" : ""));
      return;
    }
    known.unreported++;
    known.lastReason = failure.reason();
    known.last = present;
  }

  /** Reports what has gathered for an interval. */
  void flush() {
    Instant now = clock.instant();
    for (Failing failing : byVersion.values()) {
      if (failing.unreported > 0 && !now.isBefore(failing.reportedAt.plus(interval))) {
        String count =
            failing.unreported == 1 ? "" : " (" + failing.unreported + " failures since the last)";
        send(failing.rule, failing.last, failing.lastReason + count);
        failing.reportedAt = now;
        failing.unreported = 0;
      }
    }
    byVersion
        .values()
        .removeIf(
            failing ->
                failing.unreported == 0
                    && now.isAfter(failing.reportedAt.plus(interval.multipliedBy(60))));
  }

  /** Rules that were stopped since the last call. */
  List<Failure> stopped() {
    List<Failure> since = List.copyOf(stopped);
    stopped.clear();
    return since;
  }

  private void send(RuleHead rule, @Nullable Observation observation, String reason) {
    DeadLetter letter =
        FailedEvaluation.deadLetter(
            operator.of().uid(), rule, observation, reason, clock.instant());
    operator.side(DeadLetters.TAG, letter);
  }
}
