package io.millrace.jobs.rules.memory;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
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
  private final Positions positions;
  private byte[] bytes;
  private @Nullable KeyState rules;

  private KeyMemory(Positions positions, byte[] bytes) {
    this.positions = positions;
    this.bytes = bytes;
  }

  /** Nothing is remembered. */
  public static KeyMemory empty() {
    return new KeyMemory(Positions.none(), NOTHING);
  }

  /** Whether the observation was not seen before; then it is noted as seen. */
  public boolean advance(Observation observation) {
    return positions.advance(observation);
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
    return positions.isEmpty() && idle();
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

  KeyMemory copy() throws IOException {
    return new KeyMemory(positions.copy(), encoded());
  }

  void write(DataOutput out) throws IOException {
    positions.write(out);
    byte[] content = encoded();
    out.writeInt(content.length);
    out.write(content);
  }

  static KeyMemory read(DataInput in) throws IOException {
    Positions positions = Positions.read(in);
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new KeyMemory(positions, bytes);
  }
}
