package io.millrace.udfs.rules.pattern.suite;

/**
 * How a case's events are given to an engine.
 *
 * @param moments time passes moment by moment, as in rules, and goes on after the last event; else
 *     it jumps to the time of each event, as the suites were recorded
 * @param once no match begins after the first that did
 * @param end where time ends, epoch milliseconds; {@link #WHEN_ALL_IS_OVER} for when no time of the
 *     pattern can be over any more
 */
public record Feed(boolean moments, boolean once, long end) {
  public static final long WHEN_ALL_IS_OVER = Long.MAX_VALUE;
  public static final Feed RECORDED = new Feed(false, false, WHEN_ALL_IS_OVER);
  public static final Feed MOMENTS = new Feed(true, false, WHEN_ALL_IS_OVER);
}
