package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.RuleProcess;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The state of a rule with corrections in bytes. */
record RevisedStates(RuleProcess<Object> inner) {
  private static final int VERSION = 1;
  private static final int BASE = 1;
  private static final int CURRENT = 2;
  private static final int FULL = 4;

  void write(RevisedState state, Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(
        (state.base != null ? BASE : 0)
            | (state.current != null ? CURRENT : 0)
            | (state.full ? FULL : 0));
    out.writeLong(state.passed);
    out.writeLong(state.horizon);
    write(state.base, key, out);
    write(state.current, key, out);
    AlertSpan.writeAll(state.before.values(), key, out);
    AlertSpan.writeAll(state.told.values(), key, out);
    PropertyCodec.writeCount(state.kept.size(), out);
    for (Judged judged : state.kept) {
      judged.write(key, out);
    }
  }

  private void write(@Nullable Object state, Key key, DataOutput out) throws IOException {
    if (state != null) {
      inner.write(state, key, out);
    }
  }

  RevisedState read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a state with corrections");
    }
    RevisedState state = new RevisedState();
    int flags = in.readByte();
    state.full = (flags & FULL) != 0;
    state.passed = in.readLong();
    state.horizon = in.readLong();
    state.base = (flags & BASE) != 0 ? inner.read(key, in) : null;
    state.current = (flags & CURRENT) != 0 ? inner.read(key, in) : null;
    state.before = AlertSpan.readAll(key, in);
    state.told = AlertSpan.readAll(key, in);
    for (int left = PropertyCodec.readCount(in); left > 0; left--) {
      state.kept.add(Judged.read(key, in));
    }
    return state;
  }
}
