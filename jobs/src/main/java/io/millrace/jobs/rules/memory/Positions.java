package io.millrace.jobs.rules.memory;

import io.millrace.schemas.avro.Origin;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the last message of each further sender of an object stood: tells a replayed observation
 * from a new one, as {@link io.millrace.udfs.OriginOrder} does. Few, so that looking through them
 * takes less than a map.
 */
final class Positions {
  private long[] senders = {};
  private long[] offsets = {};
  private int[] indexes = {};

  /** Whether it comes after the last one of its sender; then it is the last. */
  boolean advance(long sender, long offset, int index) {
    for (int i = 0; i < senders.length; i++) {
      if (senders[i] == sender) {
        boolean after = after(offset, index, offsets[i], indexes[i]);
        if (after) {
          offsets[i] = offset;
          indexes[i] = index;
        }
        return after;
      }
    }
    int end = senders.length;
    senders = Arrays.copyOf(senders, end + 1);
    offsets = Arrays.copyOf(offsets, end + 1);
    indexes = Arrays.copyOf(indexes, end + 1);
    senders[end] = sender;
    offsets[end] = offset;
    indexes[end] = index;
    return true;
  }

  static boolean after(Origin origin, long offset, int index) {
    return after(origin.getOffset(), origin.getIndex(), offset, index);
  }

  private static boolean after(long offset, int index, long lastOffset, int lastIndex) {
    return offset > lastOffset || (offset == lastOffset && index > lastIndex);
  }

  int size() {
    return senders.length;
  }

  Positions copy() {
    Positions copy = new Positions();
    copy.senders = senders.clone();
    copy.offsets = offsets.clone();
    copy.indexes = indexes.clone();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < senders.length; i++) {
      out.writeLong(senders[i]);
      out.writeLong(offsets[i]);
      out.writeInt(indexes[i]);
    }
  }

  static Positions read(int count, DataInput in) throws IOException {
    Positions positions = new Positions();
    positions.senders = new long[count];
    positions.offsets = new long[count];
    positions.indexes = new int[count];
    for (int i = 0; i < count; i++) {
      positions.senders[i] = in.readLong();
      positions.offsets[i] = in.readLong();
      positions.indexes[i] = in.readInt();
    }
    return positions;
  }
}
