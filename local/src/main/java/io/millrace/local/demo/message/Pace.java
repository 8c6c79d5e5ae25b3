package io.millrace.local.demo.message;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets a sender go on no earlier than its plan says; one that is behind is not held up. */
public final class Pace {
  /** Sleeping for less costs more than sending a few early within the same millisecond. */
  private static final long SHORTEST_NANOS = 500_000;

  private final long startNanos = System.nanoTime();

  /**
   * Waits until this many milliseconds have passed since the pace was made.
   *
   * @throws InterruptedException if the thread is interrupted: the demo is being stopped
   */
  public void until(double millis) throws InterruptedException {
    long due = startNanos + (long) (millis * 1_000_000);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long left = due - System.nanoTime();
    while (left > SHORTEST_NANOS) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = due - System.nanoTime();
    }
  }
}
