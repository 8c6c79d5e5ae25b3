package io.millrace.bench.projection;

import io.millrace.jobs.runtime.deadletter.DeadLetterOutput;
import io.millrace.schemas.avro.DeadLetter;

/** Takes no dead letter: a document that is set aside would count as written. */
final class Refusing implements DeadLetterOutput {
  @Override
  public void add(DeadLetter letter) {
    throw new IllegalStateException("A document is refused: " + letter.getReason());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
