package io.millrace.bridge.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after what time a command is tried again.
 *
 * @param attempts tries in all
 * @param first longest wait before the second
 * @param longest the wait does not grow beyond this
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /** Whether another try follows this one. */
  boolean again(int attempt) {
    return attempt < attempts;
  }

  /**
   * The wait after a failed try: doubles with each, and is at random between its half and its
   * whole, so that devices that failed together do not come back together.
   *
   * @param attempt 1 for the first
   * @param atLeast what the other side asked for; heeded up to the longest wait
   */
  Duration pause(int attempt, Duration atLeast, RandomGenerator random) {
    long most = longest.toMillis();
    long full = Math.min(most, first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS));
    long jittered = full / 2 + random.nextLong(full / 2 + 1);
    return Duration.ofMillis(Math.max(jittered, Math.min(most, atLeast.toMillis())));
  }
}
