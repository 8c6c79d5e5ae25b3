package io.millrace.bridge.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubles with every failure up to a limit, and is drawn
 * between half of that and all of it, so that many bridges do not come back at the same moment. Not
 * safe for use by many threads.
 */
public final class Backoff {
  private static final int MOST_DOUBLINGS = 30;
  private final long firstMillis;
  private final long longestMillis;
  private final RandomGenerator random;
  private int failures;

  public Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstMillis = first.toMillis();
    this.longestMillis = Math.max(firstMillis, longest.toMillis());
    this.random = random;
  }

  /** The wait after one more failure. */
  public Duration next() {
    long most = ceiling();
    failures++;
    long half = most / 2;
    return Duration.ofMillis(half + random.nextLong(most - half + 1));
  }

  /**
   * To be told how long a connection lasted: one that fails again and again right after it was made
   * does not begin the series anew.
   */
  public void lasted(Duration duration) {
    if (duration.toMillis() > ceiling()) {
      failures = 0;
    }
  }

  private long ceiling() {
    // No overflow: the shift is bounded, and the product is compared before it is made.
    long factor = 1L << Math.min(failures, MOST_DOUBLINGS);
    return factor > longestMillis / firstMillis ? longestMillis : firstMillis * factor;
  }
}
