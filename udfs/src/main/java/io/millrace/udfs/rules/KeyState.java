package io.millrace.udfs.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the rules of one group remember of one key: one value for a host to keep. What a rule
 * remembers is decoded when the rule is woken, not before. Not safe for use by many threads.
 */
public final class KeyState {
  private static final int VERSION = 1;
  private final Key key;
  private List<StateEntry> entries;

  /** Which rules were in force when the entries were last looked at; and until when that holds. */
  private long generation = -1;

  private long recheckAt = Long.MAX_VALUE;

  private KeyState(Key key, List<StateEntry> entries) {
    this.key = key;
    this.entries = entries;
  }

  /** Nothing is remembered. */
  public static KeyState empty(Key key) {
    return new KeyState(key, List.of());
  }

  public Key key() {
    return key;
  }

  /** Whether nothing is remembered: then it need not be kept. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** When {@link RuleEngine#onTime} is due: epoch milliseconds, or {@link Long#MAX_VALUE}. */
  public long nextTimer() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < entries.size(); i++) {
      next = Math.min(next, entries.get(i).timer());
    }
    return next;
  }

  /** How many rule versions remember something. */
  public int size() {
    return entries.size();
  }

  List<StateEntry> entries() {
    return entries;
  }

  void add(StateEntry entry) {
    if (entries.isEmpty()) {
      // Most keys of most rules never remember anything: no list is made for them.
      entries = new ArrayList<>(2);
    }
    entries.add(entry);
  }

  /** Whether the entries are those of the rules that judge what is received then. */
  boolean isCurrent(long now, long receivedAt) {
    return generation == now && receivedAt < recheckAt;
  }

  void current(long now, long until) {
    generation = now;
    recheckAt = until;
  }

  /** Writes it without the key, which the host knows. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    PropertyCodec.writeCount(entries.size(), out);
    for (StateEntry entry : entries) {
      entry.write(key, out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not of this or an earlier release
   */
  public static KeyState read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a key's state");
    }
    int size = PropertyCodec.readCount(in);
    List<StateEntry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(StateEntry.read(in));
    }
    return new KeyState(key, entries);
  }
}
