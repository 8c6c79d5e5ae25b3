package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Events one after the other. Not safe for use by many threads. */
public interface EventSource extends Closeable {
  /** The next, or null at the end. */
  @Nullable ObjectEvent next() throws IOException;

  @Override
  void close() throws IOException;
}
