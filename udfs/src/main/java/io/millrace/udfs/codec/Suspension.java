package io.millrace.udfs.codec;

import java.time.Duration;

/**
 * Spares everyone else a codec that runs into its limits again and again: half a second of CPU for
 * each of its messages would hold up all that share its thread.
 */
final class Suspension {
  private static final int TOLERATED = 5;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  static final String REASON =
      "Not run: it reached its limits " + TOLERATED + " times in a row within the last minute";

  private int strikes;
  private long untilNanos;

  /** Whether it is not to run now; once the pause is over, one call decides. */
  boolean holds(long nowNanos) {
    return strikes >= TOLERATED && nowNanos - untilNanos < 0;
  }

  void note(CodecOutcome<?> outcome, long nowNanos) {
    if (!reachedLimits(outcome)) {
      strikes = 0;
      return;
    }
    strikes++;
    untilNanos = nowNanos + PAUSE.toNanos();
  }

  private static boolean reachedLimits(CodecOutcome<?> outcome) {
    return outcome instanceof CodecOutcome.Refused<?> refused
        && (refused.code() == CodecCode.CODEC_TIMEOUT || refused.code() == CodecCode.CODEC_MEMORY);
  }
}
