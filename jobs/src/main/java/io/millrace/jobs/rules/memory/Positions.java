package io.millrace.jobs.rules.memory;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the last message of each device stood that told of an object: tells a replayed observation
 * from a new one, as {@link io.millrace.udfs.OriginOrder} does. Most objects have one device, so a
 * list that is searched takes less than a map, and an observation makes no garbage.
 */
final class Positions {
  private final List<Position> all;

  private Positions(List<Position> all) {
    this.all = all;
  }

  static Positions none() {
    return new Positions(new ArrayList<>(1));
  }

  /** The last place of a device by one partition; the offset moves on. */
  private static final class Position {
    private final String topic;
    private final int partition;
    private final String device;
    private long offset;
    private int index;

    Position(String topic, int partition, String device, long offset, int index) {
      this.topic = topic;
      this.partition = partition;
      this.device = device;
      this.offset = offset;
      this.index = index;
    }

    boolean of(Origin origin, String by) {
      return partition == origin.getPartition()
          && device.equals(by)
          && topic.equals(origin.getTopic());
    }

    boolean advance(Origin origin) {
      boolean after =
          origin.getOffset() > offset || origin.getOffset() == offset && origin.getIndex() > index;
      if (after) {
        offset = origin.getOffset();
        index = origin.getIndex();
      }
      return after;
    }
  }

  /** Whether it comes after the last one of its device by that partition; then it is the last. */
  boolean advance(Observation observation) {
    Origin origin = observation.getOrigin();
    String device = observation.getDeviceId();
    for (int i = 0; i < all.size(); i++) {
      Position position = all.get(i);
      if (position.of(origin, device)) {
        return position.advance(origin);
      }
    }
    all.add(
        new Position(
            origin.getTopic(),
            origin.getPartition(),
            device,
            origin.getOffset(),
            origin.getIndex()));
    return true;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Positions copy() {
    List<Position> copies = new ArrayList<>(all.size());
    for (Position p : all) {
      copies.add(new Position(p.topic, p.partition, p.device, p.offset, p.index));
    }
    return new Positions(copies);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(all.size());
    for (Position position : all) {
      out.writeUTF(position.topic);
      out.writeInt(position.partition);
      out.writeUTF(position.device);
      out.writeLong(position.offset);
      out.writeInt(position.index);
    }
  }

  static Positions read(DataInput in) throws IOException {
    int size = in.readInt();
    List<Position> all = new ArrayList<>(Math.max(1, size));
    for (int i = 0; i < size; i++) {
      all.add(new Position(in.readUTF(), in.readInt(), in.readUTF(), in.readLong(), in.readInt()));
    }
    return new Positions(all);
  }
}
