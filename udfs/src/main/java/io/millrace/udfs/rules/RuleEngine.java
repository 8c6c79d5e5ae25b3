package io.millrace.udfs.rules;

import io.millrace.udfs.expression.ExpressionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges events by all rules in force. What it remembers of a key goes in and comes out as a {@link
 * KeyState}; where that is kept, and when timers fire, is the host's. Not safe for use by many
 * threads.
 */
public final class RuleEngine {
  private final Map<String, RuleVersions> rules = new LinkedHashMap<>();
  private final Set<Rule> stopped = new HashSet<>();
  private final Call call = new Call();
  private long watermark = Long.MIN_VALUE;
  private boolean starting;

  /**
   * Takes a version of a rule. It judges what is received from its {@link RuleHead#effectiveAt} on.
   *
   * @return whether it is newer than what was known
   */
  public boolean put(Rule rule) {
    return rules.computeIfAbsent(rule.head().slot(), slot -> new RuleVersions()).add(rule);
  }

  /**
   * Takes a rule out of force at once, for all events.
   *
   * @param slot see {@link RuleHead#slot}
   */
  public void remove(String slot) {
    remove(slot, Long.MIN_VALUE);
  }

  /**
   * Takes a rule out of force for what is received from a time on. What it remembers is still
   * known, so that {@link #sweep} can end it.
   *
   * @param from epoch milliseconds; what was received before is still judged, until {@link
   *     #release}
   */
  public void remove(String slot, long from) {
    RuleVersions versions = rules.get(slot);
    if (versions != null) {
      versions.remove(from);
    }
  }

  /** Forgets a rule that was removed, after all keys have been swept. */
  public void release(String slot) {
    RuleVersions versions = rules.get(slot);
    if (versions != null && versions.removed()) {
      rules.remove(slot);
    }
  }

  /** No event that was received before this will come: epoch milliseconds. */
  public void forgetBefore(long receivedAt) {
    rules.values().forEach(versions -> versions.forgetBefore(receivedAt));
  }

  /**
   * Event time has come so far for all keys: epoch milliseconds. The host calls it before it fires
   * timers.
   */
  public void advance(long to) {
    watermark = Math.max(watermark, to);
  }

  /** See {@link Context#starting}. */
  public void starting(boolean now) {
    starting = now;
  }

  /** The newest version under this slot that is not removed, or null. */
  public @Nullable Rule get(String slot) {
    RuleVersions versions = rules.get(slot);
    return versions == null || versions.removed() ? null : versions.newest();
  }

  /** The keys that an event concerns: its object's, and one for each {@code by} in force. */
  public List<Key> keys(Event event) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (RuleVersions versions : rules.values()) {
      Rule rule = versions.inForce(event.receivedAt());
      if (rule != null && rule.head().objectType().equals(event.objectType())) {
        Key key = key(rule.head(), event);
        if (key != null) {
          keys.put(key.by(), key);
        }
      }
    }
    return new ArrayList<>(keys.values());
  }

  private static @Nullable Key key(RuleHead head, Event event) {
    if (head.by() == null) {
      return Key.object(event);
    }
    try {
      Object value = head.by().value(event);
      return value == null ? null : new Key(head.group(), head.objectType(), value.toString());
    } catch (ExpressionException e) {
      return null;
    }
  }

  /**
   * Judges an event by the rules of the key's group.
   *
   * @param state of the key; changed in place
   */
  public void onEvent(KeyState state, Event event, Output output) {
    for (RuleVersions versions : rules.values()) {
      Rule rule = versions.inForce(event.receivedAt());
      if (rule == null
          || !rule.head().objectType().equals(event.objectType())
          || !rule.head().group().equals(state.key().by())
          || stopped.contains(rule)) {
        continue;
      }
      judge(state, rule, event, output);
    }
  }

  private void judge(KeyState state, Rule rule, Event event, Output output) {
    StateEntry entry = find(state, rule.head().slot());
    call.begin(rule, state.key(), event, output);
    try {
      Object before = entry == null ? null : entry.state(rule, state.key());
      keep(state, entry, rule, StateEntry.process(rule).onEvent(before, event, call, call));
    } catch (IOException | RuntimeException e) {
      call.fail(e.toString());
    }
  }

  /** Fires the timers of a key that are due. */
  public void onTime(KeyState state, long now, Output output) {
    for (StateEntry entry : List.copyOf(state.entries())) {
      RuleVersions versions = rules.get(entry.slot());
      if (entry.timer() > now || versions == null || versions.removed()) {
        continue;
      }
      Rule rule = versions.version(entry.version());
      call.begin(rule, state.key(), null, output);
      try {
        Object before = entry.state(rule, state.key());
        keep(state, entry, rule, StateEntry.process(rule).onTime(before, now, call));
      } catch (IOException | RuntimeException e) {
        call.fail(e.toString());
      }
    }
  }

  /**
   * Ends what rules began that were removed or concern other keys now, and frees it.
   *
   * @param at when they went: epoch milliseconds
   */
  public void sweep(KeyState state, long at, String reason, Output output) {
    for (StateEntry entry : List.copyOf(state.entries())) {
      RuleVersions versions = rules.get(entry.slot());
      if (versions != null && (versions.removed() || !concerns(versions.newest(), state.key()))) {
        end(state, entry, versions.version(entry.version()), at, reason, output);
      }
    }
  }

  private static boolean concerns(Rule rule, Key key) {
    return rule.head().objectType().equals(key.objectType())
        && rule.head().group().equals(key.by());
  }

  private void end(
      KeyState state, StateEntry entry, Rule rule, long at, String reason, Output output) {
    state.entries().remove(entry);
    call.begin(rule, state.key(), null, output);
    try {
      StateEntry.process(rule).end(entry.state(rule, state.key()), at, reason, call);
    } catch (IOException | RuntimeException e) {
      call.fail(e.toString());
    }
  }

  private static void keep(
      KeyState state, @Nullable StateEntry entry, Rule rule, @Nullable Object after) {
    if (entry == null) {
      if (after != null) {
        state.entries().add(StateEntry.of(rule, after));
      }
    } else if (after == null) {
      state.entries().remove(entry);
    } else {
      entry.set(StateEntry.process(rule), after);
    }
  }

  private static @Nullable StateEntry find(KeyState state, String slot) {
    for (StateEntry entry : state.entries()) {
      if (entry.slot().equals(slot)) {
        return entry;
      }
    }
    return null;
  }

  /** The present call of a process. */
  private final class Call implements Context, Truths {
    private @Nullable Rule rule;
    private @Nullable Key key;
    private @Nullable Event event;
    private @Nullable Output output;
    private final Map<Integer, Truth> known = new HashMap<>();

    void begin(Rule judging, Key of, @Nullable Event judged, Output to) {
      rule = judging;
      key = of;
      event = judged;
      output = to;
      known.clear();
    }

    @Override
    public Truth of(int condition) {
      return known.computeIfAbsent(condition, this::evaluate);
    }

    private Truth evaluate(int condition) {
      if (rule == null || event == null) {
        throw new IllegalStateException("Asked for a condition outside of an event");
      }
      try {
        return rule.conditions().get(condition).truth(event);
      } catch (ExpressionException e) {
        fail(String.valueOf(e.getMessage()));
        return Truth.UNKNOWN;
      }
    }

    @Override
    public RuleHead rule() {
      return current().head();
    }

    @Override
    public Key key() {
      if (key == null) {
        throw new IllegalStateException("No call is under way");
      }
      return key;
    }

    @Override
    public boolean draining() {
      return false;
    }

    @Override
    public long watermark() {
      return watermark;
    }

    @Override
    public boolean starting() {
      return starting;
    }

    @Override
    public void emit(AlertChange change) {
      output().alert(change);
    }

    @Override
    public void fail(String reason) {
      boolean stops = rule().onError() == RuleHead.OnError.STOP;
      if (stops) {
        stopped.add(current());
      }
      output().failed(new Output.Failure(rule(), key(), event, reason, stops));
    }

    private Rule current() {
      if (rule == null) {
        throw new IllegalStateException("No call is under way");
      }
      return rule;
    }

    private Output output() {
      if (output == null) {
        throw new IllegalStateException("No call is under way");
      }
      return output;
    }
  }
}
