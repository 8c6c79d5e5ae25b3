package io.millrace.udfs.rules.pattern.nfa;

/**
 * How much may be remembered of one key.
 *
 * @param partialMatches at most
 * @param events held by them at most
 */
public record Limits(int partialMatches, int events, Policy policy) {
  public static final Limits USUAL = new Limits(1_000, 1_000, Policy.DROP_OLDEST);
  public static final Limits NONE =
      new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Policy.DROP_OLDEST);

  /** What happens at the limit. */
  public enum Policy {
    /** Partial matches that began first are dropped. */
    DROP_OLDEST,
    /** All are dropped, and nothing more is matched for the key. */
    STOP
  }
}
