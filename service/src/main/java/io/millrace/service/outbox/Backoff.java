package io.millrace.service.outbox;

import java.time.Duration;

/** Pauses that double from 100 ms to 5 s while attempts fail in a row. */
public final class Backoff {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private Duration next = SHORTEST;

  /** Waits; an interrupt ends the wait and stays set. */
  public void pause() {
    try {
      Thread.sleep(next.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  /** After a success the next pause is short again. */
  public void reset() {
    next = SHORTEST;
  }
}
