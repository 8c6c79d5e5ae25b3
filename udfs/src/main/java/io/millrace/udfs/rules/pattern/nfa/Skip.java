package io.millrace.udfs.rules.pattern.nfa;

import org.jspecify.annotations.Nullable;

/**
 * Which other matches a match rules out: those that began too early.
 *
 * @param stage that {@link Strategy#TO_FIRST} and {@link Strategy#TO_LAST} refer to
 * @param failOnMiss a match without an event of that stage, or that would skip to its own first
 *     event, is an error
 */
public record Skip(Strategy strategy, @Nullable String stage, boolean failOnMiss) {
  public static final Skip NONE = new Skip(Strategy.NO_SKIP, null, false);

  /** From where on others may have begun. */
  public enum Strategy {
    /** Anywhere: every match counts. */
    NO_SKIP,
    /** After the first event of the match. */
    TO_NEXT,
    /** After its last event. */
    PAST_LAST_EVENT,
    /** At the first event of a stage. */
    TO_FIRST,
    /** At the last event of a stage. */
    TO_LAST
  }

  boolean skips() {
    return strategy != Strategy.NO_SKIP;
  }
}
