package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Alert;

/** What an observation did to the alert of one rule and key. */
public sealed interface Evaluation {
  /** Nothing. */
  record Unchanged() implements Evaluation {}

  /** The alert is open or otherwise changed: keep it and send it. */
  record Changed(Alert alert) implements Evaluation {}

  /** The alert is over: send it and forget it. */
  record Cleared(Alert alert) implements Evaluation {}

  /** The rule could not be evaluated for this observation. */
  record Failed(String reason) implements Evaluation {}
}
