package io.millrace.local.demo;

import io.millrace.local.demo.report.CountChecks;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how a run goes on: one line that is written over on a terminal, else a line every five
 * seconds. What happens is told in lines of its own. Safe for use by many threads.
 */
final class Progress implements AutoCloseable {
  private final PrintStream out;
  private final boolean terminal;
  private final Session session;
  private final long startNanos = System.nanoTime();
  private long lastSent;
  private long lastNanos = startNanos;
  private int shown;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "demo-progress");
            thread.setDaemon(true);
            return thread;
          });

  Progress(PrintStream out, boolean terminal, Session session) {
    this.out = out;
    this.terminal = terminal;
    this.session = session;
    Duration every = terminal ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
    var unused =
        timer.scheduleAtFixedRate(
            this::show, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells something that happened. */
  synchronized void say(String text) {
    erase();
    out.printf("%7s  %s%n", clock(), text);
    out.flush();
  }

  private synchronized void show() {
    erase();
    String line = String.format("%7s  %s", clock(), counts());
    if (terminal) {
      out.print(line);
      shown = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void erase() {
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }

  private String counts() {
    CountChecks counts = session.counts();
    long now = System.nanoTime();
    double perSecond = (counts.sent() - lastSent) * 1e9 / Math.max(1, now - lastNanos);
    lastSent = counts.sent();
    lastNanos = now;
    return String.format(
        "%,d in (%,.0f/s)  %,d observations  %d dead letters  %d alerts, %d open",
        counts.sent(),
        perSecond,
        counts.observations(),
        session.outcomes().deadLetters().total(),
        session.outcomes().alerts().size(),
        session.outcomes().alerts().open());
  }

  private String clock() {
    return String.format("%.1f s", (System.nanoTime() - startNanos) / 1e9);
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    erase();
  }
}
