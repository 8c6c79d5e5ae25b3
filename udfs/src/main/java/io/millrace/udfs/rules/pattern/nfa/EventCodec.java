package io.millrace.udfs.rules.pattern.nfa;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How events are kept.
 *
 * @param <E> what is kept of an event
 */
public interface EventCodec<E> {
  void write(E event, DataOutput out) throws IOException;

  E read(DataInput in) throws IOException;
}
