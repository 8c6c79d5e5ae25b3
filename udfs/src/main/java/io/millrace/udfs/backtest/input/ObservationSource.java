package io.millrace.udfs.backtest.input;

import io.millrace.schemas.avro.Observation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Observations in the order in which they came in, one at a time: a history may be large. */
public interface ObservationSource extends AutoCloseable {
  /**
   * The next observation, null after the last.
   *
   * @throws IOException where it cannot be read, with the place and the reason
   */
  @Nullable Observation next() throws IOException;

  @Override
  void close() throws IOException;
}
