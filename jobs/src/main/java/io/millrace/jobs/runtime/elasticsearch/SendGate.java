package io.millrace.jobs.runtime.elasticsearch;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Says when the writer may send, and wakes it up: after it lingered, and after it paused. Runs in
 * the task's thread.
 */
final class SendGate {
  private final ProcessingTimeService time;
  private final Runnable wake;
  private @Nullable ScheduledFuture<?> timer;
  private long wakeAt = Long.MAX_VALUE;
  private long closedUntil;

  /**
   * @param wake called when what waits is to be sent, while the gate is open
   */
  SendGate(ProcessingTimeService time, Runnable wake) {
    this.time = time;
    this.wake = wake;
  }

  boolean isOpen() {
    return time.getCurrentProcessingTime() >= closedUntil;
  }

  /** Wakes the writer at the latest after this time, or when a pause ends. */
  void wakeIn(long millis) {
    schedule(Math.max(time.getCurrentProcessingTime() + millis, closedUntil));
  }

  /** Lets nothing be sent for this time, and then wakes the writer. */
  void close(long millis) {
    closedUntil = time.getCurrentProcessingTime() + millis;
    schedule(closedUntil);
  }

  /** Ends a pause. */
  void open() {
    closedUntil = 0;
  }

  private void schedule(long at) {
    if (at >= wakeAt) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    wakeAt = at;
    timer = time.registerTimer(at, unused -> fire());
  }

  private void fire() {
    wakeAt = Long.MAX_VALUE;
    timer = null;
    if (isOpen()) {
      wake.run();
    } else {
      schedule(closedUntil);
    }
  }
}
