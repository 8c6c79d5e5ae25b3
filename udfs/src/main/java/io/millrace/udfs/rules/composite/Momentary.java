package io.millrace.udfs.rules.composite;

import io.millrace.udfs.rules.AlertChange;

/** Alerts without duration. */
final class Momentary {
  private Momentary() {}

  /** The same, opened and final at once. */
  static AlertChange of(AlertChange change) {
    return new AlertChange(
        change.rule(),
        change.key(),
        change.state(),
        change.openedBy(),
        change.seq(),
        change.severity(),
        change.level(),
        change.message(),
        change.openedAt(),
        change.openedAt(),
        change.reason(),
        change.why(),
        change.partial(),
        change.corrected());
  }
}
