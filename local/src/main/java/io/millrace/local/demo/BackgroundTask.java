package io.millrace.local.demo;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A task in a thread of its own, whose failure is not lost. */
final class BackgroundTask {
  /** What is done. */
  @FunctionalInterface
  interface Body {
    void run() throws IOException, InterruptedException;
  }

  private final Thread thread;
  private volatile @Nullable Exception failure;

  BackgroundTask(String name, Body body) {
    this.thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException | InterruptedException | RuntimeException e) {
                failure = e;
              }
            },
            name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean done() {
    return !thread.isAlive();
  }

  /** Waits for its end and throws what it failed with. */
  void join() throws IOException, InterruptedException {
    thread.join();
    Exception reason = failure;
    if (reason != null) {
      throw new IOException(thread.getName() + " failed: " + reason.getMessage(), reason);
    }
  }

  /** Ends it, if it still runs. */
  void stop() {
    thread.interrupt();
  }
}
