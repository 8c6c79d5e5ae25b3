package io.millrace.udfs.definition;

import java.util.List;

/** What became of a definition that arrived. */
public sealed interface Outcome {
  /** It is in force from now on. */
  record InForce() implements Outcome {}

  /** It is gone: removed, or paused. */
  record Removed() implements Outcome {}

  /** It is not newer than what is in force, so it changes nothing. */
  record Stale() implements Outcome {}

  /** It is broken; the last good version, if any, stays in force. */
  record Rejected(List<Problem> problems) implements Outcome {}

  /**
   * It is built upon a definition that is not in force, and is tried again once that is; the last
   * good version, if any, stays in force.
   */
  record Waiting(String base) implements Outcome {}
}
