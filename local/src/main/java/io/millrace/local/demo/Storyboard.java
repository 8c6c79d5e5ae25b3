package io.millrace.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets things happen at given shares of a run. */
final class Storyboard {
  private static final Duration STEP = Duration.ofMillis(20);

  private final long startNanos = System.nanoTime();
  private final Duration length;
  private final BackgroundTask task;

  /**
   * @param task nothing more happens when it has ended early, which {@code join} then tells
   */
  Storyboard(Duration length, BackgroundTask task) {
    this.length = length;
    this.task = task;
  }

  /**
   * Waits until this share of the run is over, then acts.
   *
   * @param share 0 to 1
   */
  void at(double share, BackgroundTask.Body action) throws IOException, InterruptedException {
    long due = startNanos + (long) (length.toNanos() * share);
    while (System.nanoTime() < due) {
      if (task.done()) {
        task.join();
      }
      Thread.sleep(STEP.toMillis());
    }
    action.run();
  }

  /** Waits until the condition holds, but no longer than this; returns whether it holds. */
  boolean await(Duration most, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(STEP.toMillis());
    }
    return true;
  }
}
