package io.millrace.udfs.rules.pattern.suite;

import io.millrace.udfs.rules.pattern.nfa.EventCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Events of a case by their place in it. */
record CaseEventCodec(List<CaseEvent> events) implements EventCodec<CaseEvent> {
  @Override
  public void write(CaseEvent event, DataOutput out) throws IOException {
    out.writeInt(events.indexOf(event));
  }

  @Override
  public CaseEvent read(DataInput in) throws IOException {
    return events.get(in.readInt());
  }
}
