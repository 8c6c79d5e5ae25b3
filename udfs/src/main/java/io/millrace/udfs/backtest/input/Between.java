package io.millrace.udfs.backtest.input;

import io.millrace.schemas.avro.Observation;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a history was observed in a stretch of time.
 *
 * @param from earliest, null for no bound
 * @param to before which it was, null for no bound
 */
public record Between(ObservationSource all, @Nullable Instant from, @Nullable Instant to)
    implements ObservationSource {

  @Override
  public @Nullable Observation next() throws IOException {
    Observation next = all.next();
    while (next != null && !holds(next.getObservedAt())) {
      next = all.next();
    }
    return next;
  }

  private boolean holds(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
