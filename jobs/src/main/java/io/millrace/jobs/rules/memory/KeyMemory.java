package io.millrace.jobs.rules.memory;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the job remembers of one key: one value, so that an observation costs one read and one write
 * of state. Of the rules' part the bytes are kept until somebody asks for it. Changed in place; a
 * backend that keeps objects copies them where a snapshot still needs the old one.
 */
public final class KeyMemory {
  private static final byte[] NOTHING = {};

  /** No sender was heard. */
  private static final int NONE = -1;

  /**
   * Where the last message of the first sender stood: most objects have one. In fields of this
   * object and not behind it, for with many keys each object more that is looked at is a cache line
   * that has to come from memory.
   */
  private long sender;

  private long offset;
  private int index = NONE;

  /** Of the other senders. */
  private @Nullable Positions others;

  private byte[] bytes = NOTHING;
  private @Nullable KeyState rules;

  private KeyMemory() {}

  /** Nothing is remembered. */
  public static KeyMemory empty() {
    return new KeyMemory();
  }

  /** Whether the observation was not seen before; then it is noted as seen. */
  public boolean advance(Observation observation) {
    Origin origin = observation.getOrigin();
    long by = Sender.of(origin, observation.getDeviceId());
    if (index == NONE) {
      sender = by;
    } else if (sender != by) {
      others = others == null ? new Positions() : others;
      return others.advance(by, origin.getOffset(), origin.getIndex());
    } else if (!Positions.after(origin, offset, index)) {
      return false;
    }
    offset = origin.getOffset();
    index = origin.getIndex();
    return true;
  }

  /**
   * What the rules remember, decoded already; null where {@link #rules(Key)} was not called yet.
   */
  public @Nullable KeyState decoded() {
    return rules;
  }

  /**
   * What the rules remember.
   *
   * @throws IOException if it is of no release that is known
   */
  public KeyState rules(Key key) throws IOException {
    KeyState known = rules;
    if (known == null) {
      known =
          bytes.length == 0
              ? KeyState.empty(key)
              : KeyState.read(key, new DataInputStream(new ByteArrayInputStream(bytes)));
      rules = known;
    }
    return known;
  }

  /** Whether no rule remembers anything. */
  public boolean idle() {
    KeyState known = rules;
    return known == null ? bytes.length == 0 : known.isEmpty();
  }

  /** Whether nothing at all is remembered: then it need not be kept. */
  public boolean isEmpty() {
    return index == NONE && idle();
  }

  /** Whether the rules remember something else than what was read. */
  public boolean changed() throws IOException {
    byte[] now = encoded();
    boolean changed = !Arrays.equals(now, bytes);
    bytes = now;
    return changed;
  }

  private byte[] encoded() throws IOException {
    KeyState known = rules;
    if (known == null) {
      return bytes;
    }
    if (known.isEmpty()) {
      return NOTHING;
    }
    ByteArrayOutputStream buffer = new ByteArrayOutputStream(128);
    known.write(new DataOutputStream(buffer));
    return buffer.toByteArray();
  }

  /** Lets go of the rules' part where it is empty: it is quickly made again. */
  void rest() {
    if (rules != null && rules.isEmpty()) {
      bytes = NOTHING;
      rules = null;
    }
  }

  KeyMemory copy() throws IOException {
    KeyMemory copy = new KeyMemory();
    copy.sender = sender;
    copy.offset = offset;
    copy.index = index;
    copy.others = others == null ? null : others.copy();
    copy.bytes = encoded();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(index);
    if (index != NONE) {
      out.writeLong(sender);
      out.writeLong(offset);
      PropertyCodec.writeCount(others == null ? 0 : others.size(), out);
      if (others != null) {
        others.write(out);
      }
    }
    byte[] content = encoded();
    PropertyCodec.writeCount(content.length, out);
    out.write(content);
  }

  static KeyMemory read(DataInput in) throws IOException {
    KeyMemory memory = new KeyMemory();
    memory.index = in.readInt();
    if (memory.index != NONE) {
      memory.sender = in.readLong();
      memory.offset = in.readLong();
      int others = PropertyCodec.readCount(in);
      memory.others = others == 0 ? null : Positions.read(others, in);
    }
    memory.bytes = new byte[PropertyCodec.readCount(in)];
    in.readFully(memory.bytes);
    return memory;
  }
}
