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
  private long version;
  private long timer;
  private byte @Nullable [] bytes;
  private @Nullable Object state;
  private @Nullable RuleProcess<Object> process;

  /** The version among those in force; null until it has been looked up. */
  private @Nullable ActiveRule rule;

  /** The version was replaced by one that lets it finish. */
  private boolean draining;

  private StateEntry(String slot, long version, long timer) {
    this.slot = slot;
    this.version = version;
    this.timer = timer;
  }

  static StateEntry of(ActiveRule rule, Object state) {
    StateEntry entry = new StateEntry(rule.head().slot(), rule.rule().version(), Long.MAX_VALUE);
    entry.rule = rule;
    entry.set(state);
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

  @Nullable ActiveRule rule() {
    return rule;
  }

  /** The version that made it, or the one that can read what that made; null for none. */
  void resolve(@Nullable ActiveRule found) {
    rule = found;
  }

  boolean draining() {
    return draining;
  }

  void drain() {
    draining = true;
  }

  /**
   * The state as the rule has it.
   *
   * @throws IOException if the bytes are not a state of this rule
   */
  Object state(ActiveRule of, Key key) throws IOException {
    Object known = state;
    if (known == null) {
      if (bytes == null) {
        throw new IllegalStateException("An entry has neither state nor bytes");
      }
      known = of.process().read(key, new DataInputStream(new ByteArrayInputStream(bytes)));
      state = known;
      process = of.process();
    }
    return known;
  }

  /** What the entry's rule remembers now. */
  void set(Object changed) {
    if (rule == null) {
      throw new IllegalStateException("The state of a rule that is not known has changed");
    }
    process = rule.process();
    state = changed;
    bytes = null;
    timer = process.nextTimer(changed);
  }

  /** No timer until it changes. */
  void suspend() {
    timer = Long.MAX_VALUE;
  }

  /** Another version goes on with it. */
  void carry(ActiveRule to, Object changed) {
    rule = to;
    version = to.rule().version();
    set(changed);
  }

  void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeText(slot, out);
    // No version is negative: the complement is that of one that finishes what it began.
    PropertyCodec.writeLong(draining ? ~version : version, out);
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
    StateEntry entry =
        new StateEntry(slot, version < 0 ? ~version : version, PropertyCodec.readLong(in));
    entry.draining = version < 0;
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
