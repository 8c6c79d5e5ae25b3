package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Truths;
import java.util.Map;

/**
 * What an absence rule waits for.
 *
 * @param filtered whether only events that match count, or all
 * @param after of so many milliseconds of silence
 * @param forget after so many, an alert is cleared and what was silent forgotten; {@link
 *     Long#MAX_VALUE} for never
 * @param members most that are watched of one key, where each is watched on its own
 * @param thresholds as alerts show them
 */
record AbsenceSpec(
    boolean filtered, long after, long forget, int members, Map<String, String> thresholds) {
  /** How long to wait for a start to be over before it is looked at again: milliseconds. */
  static final long RETRY = 1_000;

  private static final int WHERE = 0;

  /** Whether an event breaks the silence. */
  boolean counts(Truths truths) {
    return !filtered || truths.holds(WHERE);
  }

  /** When a silence that began then is one; never overflows. */
  long due(long since) {
    return since > Long.MAX_VALUE - after ? Long.MAX_VALUE : since + after;
  }

  long forgottenAt(long since) {
    return forget == Long.MAX_VALUE || since > Long.MAX_VALUE - forget
        ? Long.MAX_VALUE
        : since + forget;
  }
}
