package io.millrace.udfs.rules.pattern.nfa;

/**
 * How often a stage matches.
 *
 * @param min at least, 1 or more; a stage that may be absent is optional
 * @param max at most, {@link #UNBOUNDED} for any number
 * @param inner how its events stand to each other
 * @param window greatest time between two of them in milliseconds, 0 for any
 */
public record Quantifier(int min, int max, Inner inner, long window) {
  public static final int UNBOUNDED = -1;

  /** How the events of one stage stand to each other. */
  public enum Inner {
    /** Others may lie between. */
    RELAXED,
    /** Nothing lies between. */
    CONSECUTIVE,
    /** Others may lie between, those that match too: each choice is a match of its own. */
    COMBINATIONS
  }

  boolean looping() {
    return max == UNBOUNDED;
  }

  /** Copies of the stage that the automaton has before a loop, or in place of one. */
  int last() {
    return looping() ? min : max;
  }
}
