package io.millrace.udfs.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules of one group remember of one key: one value for a host to keep. What a rule
 * remembers is decoded when the rule is woken, not before. Not safe for use by many threads.
 */
public final class KeyState {
  private static final int VERSION = 1;

  /** Up to so many entries are looked through. */
  private static final int FEW = 16;

  private final Key key;
  private List<StateEntry> entries;

  /** Entries by their rule, where they are many; null until one is looked for. */
  private @Nullable Map<ActiveRule, StateEntry> byRule;

  /** The earliest timer, unless it has to be looked for. */
  private long earliest = Long.MAX_VALUE;

  private boolean earliestKnown;

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
    if (!earliestKnown) {
      earliest = Long.MAX_VALUE;
      for (int i = 0; i < entries.size(); i++) {
        earliest = Math.min(earliest, entries.get(i).timer());
      }
      earliestKnown = true;
    }
    return earliest;
  }

  /** How many rule versions remember something. */
  public int size() {
    return entries.size();
  }

  /** The entries whose timers are due by then. */
  List<StateEntry> due(long now) {
    List<StateEntry> due = new ArrayList<>(2);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).timer() <= now) {
        due.add(entries.get(i));
      }
    }
    return due;
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
    ActiveRule rule = entry.rule();
    if (byRule != null && rule != null) {
      byRule.put(rule, entry);
    }
    earliest = Math.min(earliest, entry.timer());
  }

  void remove(StateEntry entry) {
    entries.remove(entry);
    ActiveRule rule = entry.rule();
    if (byRule != null && rule != null) {
      byRule.remove(rule);
    }
    timerMoved(entry.timer(), Long.MAX_VALUE);
  }

  /** What a rule remembers has changed. */
  void set(StateEntry entry, Object changed) {
    long before = entry.timer();
    entry.set(changed);
    timerMoved(before, entry.timer());
  }

  /** No timer until it changes. */
  void suspend(StateEntry entry) {
    long before = entry.timer();
    entry.suspend();
    timerMoved(before, Long.MAX_VALUE);
  }

  /** Another version goes on with an entry. */
  void carry(StateEntry entry, ActiveRule to, Object changed) {
    long before = entry.timer();
    entry.carry(to, changed);
    byRule = null;
    timerMoved(before, entry.timer());
  }

  private void timerMoved(long from, long to) {
    if (to <= earliest) {
      earliest = to;
    } else if (from == earliest) {
      earliestKnown = false;
    }
  }

  /** What this version of a rule remembers; null for nothing. */
  @Nullable StateEntry find(ActiveRule rule) {
    if (entries.size() > FEW) {
      return byRule().get(rule);
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).rule() == rule) {
        return entries.get(i);
      }
    }
    return null;
  }

  private Map<ActiveRule, StateEntry> byRule() {
    if (byRule == null) {
      byRule = new IdentityHashMap<>(2 * entries.size());
      for (StateEntry entry : entries) {
        if (entry.rule() != null) {
          byRule.putIfAbsent(entry.rule(), entry);
        }
      }
    }
    return byRule;
  }

  /** Its rule is known. */
  void resolve(StateEntry entry, @Nullable ActiveRule rule) {
    entry.resolve(rule);
    byRule = null;
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
