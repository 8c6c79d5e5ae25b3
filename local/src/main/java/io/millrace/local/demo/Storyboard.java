package io.millrace.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** Lets things happen at given shares of a task. */
final class Storyboard {
  private static final Duration STEP = Duration.ofMillis(20);

  private final DoubleSupplier progress;
  private final BackgroundTask task;

  /**
   * @param progress how much of the task is done, 0 to 1
   * @param task nothing more happens when it has failed, which is thrown instead
   */
  Storyboard(DoubleSupplier progress, BackgroundTask task) {
    this.progress = progress;
    this.task = task;
  }

  /** Waits until this share is done. */
  void await(double share) throws IOException, InterruptedException {
    await(share, () -> false);
  }

  /** Waits until the condition holds, but no longer than until this share is done. */
  void await(double share, BooleanSupplier condition) throws IOException, InterruptedException {
    while (progress.getAsDouble() < share && !condition.getAsBoolean()) {
      if (task.done()) {
        task.join();
        return;
      }
      Thread.sleep(STEP.toMillis());
    }
  }

  /** Waits until the condition holds, but no longer than this; returns whether it holds. */
  static boolean await(Duration most, BooleanSupplier condition) throws InterruptedException {
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
