package io.millrace.bridge.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps requests from waiting, one after the other, for a Kafka that is known to be away: after a
 * failure they are refused at once, but for one a second that finds out. Safe for use by many
 * threads.
 */
final class KafkaGate {
  private static final Duration TRY_EVERY = Duration.ofSeconds(1);
  private final Clock clock;
  private boolean away;
  private Instant nextTry = Instant.MIN;

  KafkaGate(Clock clock) {
    this.clock = clock;
  }

  /** Whether a request may try. */
  synchronized boolean enter() {
    if (!away) {
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(nextTry)) {
      return false;
    }
    nextTry = now.plus(TRY_EVERY);
    return true;
  }

  synchronized void succeeded() {
    away = false;
  }

  synchronized void failed() {
    away = true;
    nextTry = clock.instant().plus(TRY_EVERY);
  }

  synchronized boolean isAway() {
    return away;
  }
}
