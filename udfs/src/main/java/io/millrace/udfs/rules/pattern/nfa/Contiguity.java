package io.millrace.udfs.rules.pattern.nfa;

/** How a stage stands to the one before it. */
public enum Contiguity {
  /** The first of its pattern or group. */
  BEGIN,
  /** The very next event matches. */
  NEXT,
  /** The next event that matches; others between are passed over. */
  FOLLOWED_BY,
  /** Any later event that matches, each a match of its own. */
  FOLLOWED_BY_ANY,
  /** The very next event does not match. */
  NOT_NEXT,
  /** No event matches before the next stage does, or before the time is over. */
  NOT_FOLLOWED_BY;

  boolean absent() {
    return this == NOT_NEXT || this == NOT_FOLLOWED_BY;
  }
}
