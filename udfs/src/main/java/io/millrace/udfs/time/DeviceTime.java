package io.millrace.udfs.time;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one device's time. All times are epoch milliseconds.
 *
 * <p>The clock's skew is the least of received minus observed time over the present and the last
 * window of received time. What lies between the two is the clock's skew and the way here; the way
 * is never negative, so the least sample has the least of it. It is how NTP's clock filter chooses
 * (RFC 5905, section 10: of the last eight samples the one with the least delay); two windows in
 * place of a list of samples keep the state at four numbers, whatever a device sends.
 *
 * @param greatest the greatest observed time that was not in the future, {@link #NONE} for none
 * @param window number of the present window
 * @param least the least sample of the present window, {@link #NONE} for none
 * @param leastBefore the least sample of the window before it, {@link #NONE} for none
 */
public record DeviceTime(long greatest, long window, long least, long leastBefore) {
  public static final long NONE = Long.MIN_VALUE;

  /** Of a device that was never heard. */
  public static final DeviceTime UNKNOWN = new DeviceTime(NONE, NONE, NONE, NONE);

  /** Long enough for a sample that came without delay, short enough to follow a clock. */
  static final long WINDOW_MILLIS = 10 * 60 * 1000L;

  /** Once an observation of this time came that is not in the future. */
  DeviceTime advancedTo(long observedAt) {
    return observedAt > greatest ? new DeviceTime(observedAt, window, least, leastBefore) : this;
  }

  /**
   * Once an observation was compared with the time at which it came. One that has the time at which
   * it came says nothing of the device's clock: most have it for want of their own.
   */
  DeviceTime sampled(long observedAt, long receivedAt) {
    long now = Math.floorDiv(receivedAt, WINDOW_MILLIS);
    if (observedAt == receivedAt || (window != NONE && now < window)) {
      return this;
    }
    long sample = receivedAt - observedAt;
    if (now == window) {
      return least != NONE && sample >= least
          ? this
          : new DeviceTime(greatest, window, sample, leastBefore);
    }
    return new DeviceTime(
        greatest, now, sample, window != NONE && now == window + 1 ? least : NONE);
  }

  /** How far the device's clock is behind; negative: it is ahead; null where nothing is known. */
  @Nullable Long skewMillis() {
    if (least == NONE) {
      return null;
    }
    return leastBefore == NONE ? least : Math.min(least, leastBefore);
  }

  /** How far before the device's present this time is; 0 for none. */
  long behind(long observedAt) {
    return greatest == NONE || observedAt >= greatest ? 0 : greatest - observedAt;
  }
}
