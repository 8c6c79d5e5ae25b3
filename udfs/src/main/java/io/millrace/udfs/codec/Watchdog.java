package io.millrace.udfs.codec;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;

/**
 * Looks at the running calls every two milliseconds. One daemon thread for the whole process; it
 * sleeps for good when no codec has run for a second, so that an idle job costs nothing.
 */
final class Watchdog {
  static final Watchdog INSTANCE = new Watchdog();
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Set<Watch> running = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::watch, "codec-watchdog");
  private volatile boolean asleep;

  private Watchdog() {
    thread.setDaemon(true);
    thread.start();
  }

  Watch begin(Context context, CodecLimits limits) {
    Watch watch = new Watch(context, limits);
    running.add(watch);
    if (asleep) {
      LockSupport.unpark(thread);
    }
    return watch;
  }

  void end(Watch watch) {
    running.remove(watch);
  }

  private void watch() {
    long lastSeen = System.nanoTime();
    while (true) {
      if (!running.isEmpty()) {
        lastSeen = System.nanoTime();
        running.forEach(Watch::look);
      }
      if (System.nanoTime() - lastSeen < IDLE_NANOS) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      } else {
        sleep();
        lastSeen = System.nanoTime();
      }
    }
  }

  /** The flag is up before the last look at the set, so a call that begins meanwhile wakes it. */
  private void sleep() {
    asleep = true;
    while (running.isEmpty()) {
      LockSupport.park(this);
    }
    asleep = false;
  }
}
