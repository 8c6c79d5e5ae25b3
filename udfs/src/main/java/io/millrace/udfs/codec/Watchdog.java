package io.millrace.udfs.codec;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;

/**
 * Looks at the running calls every two milliseconds. One daemon thread for the whole process, which
 * ends when no codec has run for a second: an idle job costs nothing, and a cancelled one leaves no
 * thread behind that would keep its classes.
 */
final class Watchdog {
  static final Watchdog INSTANCE = new Watchdog();
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Set<Watch> running = ConcurrentHashMap.newKeySet();
  private volatile boolean awake;

  private Watchdog() {}

  Watch begin(Context context, CodecLimits limits) {
    Watch watch = new Watch(context, limits);
    running.add(watch);
    if (!awake) {
      wake();
    }
    return watch;
  }

  void end(Watch watch) {
    running.remove(watch);
  }

  private synchronized void wake() {
    if (!awake) {
      awake = true;
      Thread thread = new Thread(this::watch, "codec-watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void watch() {
    do {
      untilIdle();
    } while (!asleep());
  }

  private void untilIdle() {
    long lastSeen = System.nanoTime();
    while (System.nanoTime() - lastSeen < IDLE_NANOS) {
      if (!running.isEmpty()) {
        lastSeen = System.nanoTime();
        running.forEach(Watch::look);
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  /** The flag is down before the last look at the set, so a call that begins meanwhile sees it. */
  private synchronized boolean asleep() {
    awake = false;
    if (running.isEmpty()) {
      return true;
    }
    awake = true;
    return false;
  }
}
