package io.millrace.jobs.runtime.elasticsearch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double with each failure in a row up to a limit, less up to half at random. */
final class RetryPause {
  private static final int MAX_DOUBLINGS = 30;
  private final long firstMs;
  private final long maxMs;
  private final RandomGenerator random;
  private int failures;

  RetryPause(Duration first, Duration max, RandomGenerator random) {
    this.firstMs = first.toMillis();
    this.maxMs = max.toMillis();
    this.random = random;
  }

  /** Milliseconds to wait after one more failure. */
  long nextMs() {
    long full = Math.min(maxMs, firstMs << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    // The random part keeps subtasks that failed together from coming back together.
    return full - (long) (random.nextDouble() * full / 2);
  }

  int failures() {
    return failures;
  }

  void reset() {
    failures = 0;
  }
}
