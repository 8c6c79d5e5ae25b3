package io.millrace.udfs.rules.absence;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A key of which each member is watched, such as a gateway with its devices. */
final class Group {
  private static final int VERSION = 1;
  private final Silence silence;
  private final Map<String, Silence> members;
  private long timer;

  /** No member is due before; not moved by each event. */
  private long nextDue;

  /**
   * @param silence of all together
   */
  Group(Silence silence, long timer) {
    this(silence, new TreeMap<>(), timer, Long.MAX_VALUE);
  }

  private Group(Silence silence, Map<String, Silence> members, long timer, long nextDue) {
    this.silence = silence;
    this.members = members;
    this.timer = timer;
    this.nextDue = nextDue;
  }

  Silence silence() {
    return silence;
  }

  /** By object id. */
  Map<String, Silence> members() {
    return members;
  }

  long timer() {
    return timer;
  }

  void timer(long at) {
    timer = at;
  }

  long nextDue() {
    return nextDue;
  }

  void nextDue(long at) {
    nextDue = at;
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    silence.write(key, out);
    PropertyCodec.writeLong(timer, out);
    PropertyCodec.writeLong(nextDue, out);
    PropertyCodec.writeCount(members.size(), out);
    for (Map.Entry<String, Silence> member : members.entrySet()) {
      PropertyCodec.writeText(member.getKey(), out);
      member.getValue().write(of(key, member.getKey()), out);
    }
  }

  static Group read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of an absence group's state");
    }
    Silence silence = Silence.read(key, in);
    long timer = PropertyCodec.readLong(in);
    long nextDue = PropertyCodec.readLong(in);
    int size = PropertyCodec.readCount(in);
    Map<String, Silence> members = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      String name = PropertyCodec.readText(in);
      members.put(name, Silence.read(of(key, name), in));
    }
    return new Group(silence, members, timer, nextDue);
  }

  /** A member's own key: that of its object. */
  static Key of(Key group, String member) {
    return new Key("", group.objectType(), member);
  }
}
