package io.millrace.udfs.codec;

import java.time.Duration;

/**
 * What one call may use. It is looked at every few milliseconds, so a call may overrun by what it
 * does in between.
 *
 * @param time CPU time of the calling thread; ten times as much wall-clock time also ends the call
 * @param memoryBytes allocated during the call, whether or not it was garbage in the meantime
 */
public record CodecLimits(Duration time, long memoryBytes) {
  /** Some ten thousand times what a device maker's codec needs once it is warm. */
  public static final CodecLimits DEFAULT = new CodecLimits(Duration.ofMillis(500), 64L << 20);

  public CodecLimits {
    if (time.isNegative() || time.isZero() || memoryBytes <= 0) {
      throw new IllegalArgumentException("Limits must be positive");
    }
  }
}
