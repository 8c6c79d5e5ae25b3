package io.millrace.udfs.backtest;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.RuleHead;
import org.jspecify.annotations.Nullable;

/** What one rule did. */
public final class RuleTally {
  private final String id;
  private final long version;
  private long opened;
  private long matches;
  private long updated;
  private long cleared;
  private long failures;
  private boolean stopped;
  private @Nullable String firstFailure;

  RuleTally(RuleHead rule) {
    this.id = rule.id();
    this.version = rule.version();
  }

  void add(AlertChange change) {
    if (change.state() == AlertState.OPEN) {
      opened++;
      matches += change.clearedAt() == AlertChange.NEVER ? 0 : 1;
    } else if (change.state() == AlertState.UPDATED) {
      updated++;
    } else {
      cleared++;
    }
  }

  void add(Output.Failure failure) {
    failures++;
    stopped |= failure.stopped();
    if (firstFailure == null) {
      firstFailure = failure.reason();
    }
  }

  public String id() {
    return id;
  }

  public long version() {
    return version;
  }

  /** Alerts, matches among them. */
  public long opened() {
    return opened;
  }

  /** Alerts that were opened and final at once. */
  public long matches() {
    return matches;
  }

  public long updated() {
    return updated;
  }

  public long cleared() {
    return cleared;
  }

  /** Alerts that were open when the history ended. */
  public long open() {
    return opened - matches - cleared;
  }

  /** How often it could not judge. */
  public long failures() {
    return failures;
  }

  /** Whether it was stopped for a failure. */
  public boolean stopped() {
    return stopped;
  }

  /** Why it could not judge the first time; null if it always could. */
  public @Nullable String firstFailure() {
    return firstFailure;
  }
}
