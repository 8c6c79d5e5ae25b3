package io.millrace.jobs.runtime.elasticsearch;

import io.millrace.jobs.runtime.deadletter.DeadLetterOutput;
import io.millrace.schemas.avro.DeadLetter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Dead letters that a test looks at; those that were not flushed are not there. */
final class CollectedLetters implements DeadLetterOutput {
  static final List<DeadLetter> FLUSHED = new CopyOnWriteArrayList<>();
  private final List<DeadLetter> added = new CopyOnWriteArrayList<>();

  @Override
  public void add(DeadLetter letter) {
    added.add(letter);
  }

  @Override
  public void flush() {
    FLUSHED.addAll(added);
    added.clear();
  }

  @Override
  public void close() {}
}
