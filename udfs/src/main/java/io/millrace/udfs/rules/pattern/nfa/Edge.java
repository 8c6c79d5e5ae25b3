package io.millrace.udfs.rules.pattern.nfa;

/** A way out of a state. */
record Edge(Action action, State source, State target, Guard guard) {
  /** What a partial match does with the event on this way. */
  enum Action {
    /** Takes it as an event of the source's stage. */
    TAKE,
    /** Passes over it. */
    IGNORE,
    /** Goes on to the target with the same event. */
    PROCEED
  }

  boolean staysIn(State state) {
    return action == Action.IGNORE && target == state;
  }
}
