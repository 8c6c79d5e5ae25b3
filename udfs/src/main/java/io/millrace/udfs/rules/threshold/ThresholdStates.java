package io.millrace.udfs.rules.threshold;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.StoredEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The state of a threshold in bytes. */
final class ThresholdStates {
  private static final int VERSION = 1;
  private static final int ON = 1;
  private static final int FLAPPING = 2;
  private static final int OPEN = 4;
  private static final int COOLDOWN = 8;
  private static final int ACTIVE = 1;
  private static final int PENDING = 2;
  private static final int EVENT = 4;

  private ThresholdStates() {}

  static void write(ThresholdState state, Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    boolean cooling = state.cooldownUntil != ThresholdState.NONE;
    out.writeByte(
        (state.on ? ON : 0)
            | (state.flapping ? FLAPPING : 0)
            | (state.open != null ? OPEN : 0)
            | (cooling ? COOLDOWN : 0));
    PropertyCodec.writeLong(state.lastAt, out);
    if (state.open != null) {
      state.open.write(key, out);
      PropertyCodec.writeCount(state.level, out);
    }
    if (cooling) {
      PropertyCodec.writeLong(state.cooldownUntil, out);
    }
    PropertyCodec.writeCount(state.levels.length, out);
    for (ThresholdState.Standing standing : state.levels) {
      write(standing, key, out);
    }
    PropertyCodec.writeCount(state.changes.size(), out);
    for (long change : state.changes) {
      PropertyCodec.writeLong(state.lastAt - change, out);
    }
  }

  private static void write(ThresholdState.Standing standing, Key key, DataOutput out)
      throws IOException {
    boolean pending = standing.since != ThresholdState.NONE;
    StoredEvent event = standing.event;
    out.writeByte(
        (standing.active ? ACTIVE : 0) | (pending ? PENDING : 0) | (event != null ? EVENT : 0));
    if (pending) {
      PropertyCodec.writeLong(standing.since, out);
    }
    if (event != null) {
      event.write(key, out);
    }
  }

  static ThresholdState read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a threshold's state");
    }
    int flags = in.readByte();
    long lastAt = PropertyCodec.readLong(in);
    OpenAlert open = null;
    int level = -1;
    if ((flags & OPEN) != 0) {
      open = OpenAlert.read(key, in);
      level = PropertyCodec.readCount(in);
    }
    long cooldown = (flags & COOLDOWN) != 0 ? PropertyCodec.readLong(in) : ThresholdState.NONE;
    ThresholdState state = new ThresholdState(PropertyCodec.readCount(in));
    for (ThresholdState.Standing standing : state.levels) {
      read(standing, key, in);
    }
    state.on = (flags & ON) != 0;
    state.flapping = (flags & FLAPPING) != 0;
    state.open = open;
    state.level = level;
    state.cooldownUntil = cooldown;
    state.lastAt = lastAt;
    state.changes.addAll(changes(lastAt, in));
    return state;
  }

  private static List<Long> changes(long lastAt, DataInput in) throws IOException {
    int count = PropertyCodec.readCount(in);
    List<Long> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(lastAt - PropertyCodec.readLong(in));
    }
    return changes;
  }

  private static void read(ThresholdState.Standing standing, Key key, DataInput in)
      throws IOException {
    int flags = in.readByte();
    standing.active = (flags & ACTIVE) != 0;
    if ((flags & PENDING) != 0) {
      standing.since = PropertyCodec.readLong(in);
    }
    if ((flags & EVENT) != 0) {
      standing.event = StoredEvent.read(key, in);
    }
  }
}
