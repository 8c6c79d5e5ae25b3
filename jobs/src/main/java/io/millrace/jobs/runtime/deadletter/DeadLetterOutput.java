package io.millrace.jobs.runtime.deadletter;

import io.millrace.schemas.avro.DeadLetter;
import java.io.IOException;
import java.io.Serializable;

/**
 * Where sinks, which have no side output, leave their dead letters. Used by one thread.
 *
 * <p>Implementations hold or send what they are given; after {@link #flush} it is safe.
 */
public interface DeadLetterOutput extends AutoCloseable {
  void add(DeadLetter letter);

  /** Returns when all that was added is stored; called before each checkpoint. */
  void flush() throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /** Opens an output in a subtask. */
  @FunctionalInterface
  interface Factory extends Serializable {
    DeadLetterOutput open();
  }
}
