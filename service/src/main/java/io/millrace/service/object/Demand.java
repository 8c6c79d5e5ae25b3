package io.millrace.service.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an object must have come to be shown.
 *
 * @param seq number of an event that must be in it; 0 for as it is
 * @param decidedAt events before are no newer than that one; null: not known
 * @param until how long to wait for it
 */
public record Demand(long seq, @Nullable Instant decidedAt, Instant until) {
  /** As it is. */
  static Demand none() {
    return new Demand(0, null, Instant.EPOCH);
  }
}
