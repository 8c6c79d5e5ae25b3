package io.millrace.local.demo.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps every processor busy for a while, so that a rule about it fires while one looks. */
public final class CpuBurn {
  private CpuBurn() {}

  /**
   * Burns until the time is over.
   *
   * @throws InterruptedException if the thread is interrupted; the burning stops then too
   */
  public static void run(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(() -> spin(end), "demo-burn-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private static void spin(long end) {
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
