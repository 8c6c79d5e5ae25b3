package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.StoredEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Events without a silence between them, after one that event time has not confirmed yet.
 *
 * @param first by time
 * @param last by time
 */
record Run(StoredEvent first, StoredEvent last) {

  /** Whether there is no silence between this run and another that begins later. */
  boolean reaches(Run later, AbsenceSpec spec) {
    return later.first.timestamp() <= spec.due(last.timestamp());
  }

  /** Both as one. */
  Run and(Run other) {
    return new Run(
        first.timestamp() <= other.first.timestamp() ? first : other.first,
        last.timestamp() >= other.last.timestamp() ? last : other.last);
  }

  void write(Key key, DataOutput out) throws IOException {
    boolean one = first == last;
    out.writeBoolean(one);
    first.write(key, out);
    if (!one) {
      last.write(key, out);
    }
  }

  static Run read(Key key, DataInput in) throws IOException {
    boolean one = in.readBoolean();
    StoredEvent first = StoredEvent.read(key, in);
    return new Run(first, one ? first : StoredEvent.read(key, in));
  }
}
