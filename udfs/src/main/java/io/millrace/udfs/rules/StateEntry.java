package io.millrace.udfs.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one version of a rule remembers of one key: bytes until it is asked for. */
final class StateEntry {
  private final String slot;
  private final long version;
  private long timer;
  private byte @Nullable [] bytes;
  private @Nullable Object state;
  private @Nullable RuleProcess<Object> process;

  private StateEntry(String slot, long version, long timer) {
    this.slot = slot;
    this.version = version;
    this.timer = timer;
  }

  static StateEntry of(Rule rule, Object state) {
    StateEntry entry = new StateEntry(rule.head().slot(), rule.version(), Long.MAX_VALUE);
    entry.set(process(rule), state);
    return entry;
  }

  /** Under which a rule is in force; see {@link RuleHead#slot}. */
  String slot() {
    return slot;
  }

  long version() {
    return version;
  }

  long timer() {
    return timer;
  }

  /**
   * The state as the rule has it.
   *
   * @throws IOException if the bytes are not a state of this rule
   */
  Object state(Rule rule, Key key) throws IOException {
    Object known = state;
    if (known == null) {
      if (bytes == null) {
        throw new IllegalStateException("An entry has neither state nor bytes");
      }
      process = process(rule);
      known = process.read(key, new DataInputStream(new ByteArrayInputStream(bytes)));
      state = known;
    }
    return known;
  }

  void set(RuleProcess<Object> by, Object changed) {
    process = by;
    state = changed;
    bytes = null;
    timer = by.nextTimer(changed);
  }

  void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeText(slot, out);
    PropertyCodec.writeLong(version, out);
    PropertyCodec.writeLong(timer, out);
    byte[] content = encoded(key);
    PropertyCodec.writeCount(content.length, out);
    out.write(content);
  }

  private byte[] encoded(Key key) throws IOException {
    byte[] known = bytes;
    if (known == null) {
      if (process == null || state == null) {
        throw new IllegalStateException("An entry has neither state nor bytes");
      }
      ByteArrayOutputStream buffer = new ByteArrayOutputStream();
      process.write(state, key, new DataOutputStream(buffer));
      known = buffer.toByteArray();
    }
    return known;
  }

  static StateEntry read(DataInput in) throws IOException {
    String slot = PropertyCodec.readText(in);
    long version = PropertyCodec.readLong(in);
    StateEntry entry = new StateEntry(slot, version, PropertyCodec.readLong(in));
    entry.bytes = new byte[PropertyCodec.readCount(in)];
    in.readFully(entry.bytes);
    return entry;
  }

  /** Which type a rule's state has is known to its process alone. */
  @SuppressWarnings("unchecked")
  static RuleProcess<Object> process(Rule rule) {
    return (RuleProcess<Object>) rule.process();
  }
}
