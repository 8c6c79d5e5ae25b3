package io.millrace.local.demo;

import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.MessageSender;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Holds a sender up while the line is far behind, as it is in its first seconds on a small machine:
 * what is shown is then of now and not of a minute ago. For one thread.
 */
final class BoundedLag implements MessageSender {
  private static final Duration DEAD = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(5);
  private static final int LOOK_EVERY = 50;

  private final MessageSender sender;
  private final LongSupplier behind;
  private final long most;
  private int sent;

  /**
   * @param behind messages of which nothing has come out yet
   * @param most so many are let ahead
   */
  BoundedLag(MessageSender sender, LongSupplier behind, long most) {
    this.sender = sender;
    this.behind = behind;
    this.most = most;
  }

  /**
   * Sends, when the line is near enough. An interrupt ends the waiting and stays set.
   *
   * @throws IllegalStateException if nothing comes out for a minute
   */
  @Override
  public void send(DeviceMessage message) {
    if (++sent % LOOK_EVERY == 0) {
      await();
    }
    sender.send(message);
  }

  private void await() {
    long least = Long.MAX_VALUE;
    long lastProgress = System.nanoTime();
    long now = behind.getAsLong();
    while (now > most && !Thread.currentThread().isInterrupted()) {
      if (now < least) {
        least = now;
        lastProgress = System.nanoTime();
      }
      if (System.nanoTime() - lastProgress > DEAD.toNanos()) {
        throw new IllegalStateException(
            "nothing has come out of the jobs for " + DEAD.toSeconds() + " s");
      }
      LockSupport.parkNanos(STEP.toNanos());
      now = behind.getAsLong();
    }
  }
}
