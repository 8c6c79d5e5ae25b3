package io.millrace.udfs.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges events by all rules in force. What it remembers of a key goes in and comes out as a {@link
 * KeyState}; where that is kept, and when timers fire, is the host's. The cost of an event follows
 * the rules that it can match, not the rules that there are. Not safe for use by many threads.
 */
public final class RuleEngine {
  private final RuleTable rules = new RuleTable();
  private final EngineCall call = new EngineCall();
  private final Transition transition = new Transition(rules, call);
  private final Dispatch dispatch = new Dispatch(call);

  /** Counts changes of rules. */
  private long generation;

  /** No event will come that was received before. */
  private long horizon = Long.MIN_VALUE;

  /**
   * Takes a version of a rule. It judges what is received from its {@link RuleHead#effectiveAt} on.
   *
   * @return whether it is newer than what was known
   */
  public boolean put(Rule rule) {
    RuleVersions versions = rules.open(rule.head().slot());
    if (!versions.isNews(rule.version())) {
      return false;
    }
    generation++;
    versions.add(new ActiveRule(rule, versions, rules.group(rule.head())), horizon);
    return true;
  }

  /** Takes a rule out of force at once; see {@link #remove(String, long)}. */
  public void remove(String slot) {
    remove(slot, Long.MIN_VALUE);
  }

  /**
   * Takes a rule out of force. What it remembers is still known, so that {@link #sweep} can end it.
   *
   * @param slot see {@link RuleHead#slot}
   * @param from it judges nothing that is received from then on: epoch milliseconds
   */
  public void remove(String slot, long from) {
    RuleVersions versions = rules.get(slot);
    if (versions != null) {
      generation++;
      versions.remove(from, horizon);
    }
  }

  /** Forgets a rule that was removed, after all keys have been swept. */
  public void release(String slot) {
    RuleVersions versions = rules.get(slot);
    if (versions != null && versions.removed()) {
      generation++;
      rules.close(slot);
    }
  }

  /** No event that was received before this will come: epoch milliseconds. */
  public void forgetBefore(long receivedAt) {
    horizon = Math.max(horizon, receivedAt);
    rules.all().forEach(versions -> versions.settle(horizon));
  }

  /**
   * Event time has come so far for all keys: epoch milliseconds. The host calls it before it fires
   * timers.
   */
  public void advance(long to) {
    call.advance(to);
  }

  /** See {@link Context#starting}. */
  public void starting(boolean now) {
    call.starting(now);
  }

  /** The newest version under this slot, or null if there is none or it was removed. */
  public @Nullable Rule get(String slot) {
    RuleVersions versions = rules.get(slot);
    return versions == null || versions.removed() ? null : versions.newest().rule();
  }

  /** The keys that an event concerns: its object's, and one for each {@code by} in force. */
  public List<Key> keys(Event event) {
    List<RuleGroup> others = rules.groupsBy(event.objectType());
    boolean own = rules.hasObjectGroup(event.objectType());
    if (others.isEmpty()) {
      return own ? List.of(Key.object(event)) : List.of();
    }
    List<Key> keys = new ArrayList<>();
    if (own) {
      keys.add(Key.object(event));
    }
    for (RuleGroup group : others) {
      Key key = group.key(event);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /**
   * Judges an event by the rules of the key's group.
   *
   * @param state of the key; changed in place
   */
  public void onEvent(KeyState state, Event event, Output output) {
    RuleGroup group = rules.group(state.key());
    if (group == null) {
      return;
    }
    call.nextEvent();
    if (!state.isEmpty() && !state.isCurrent(generation, event.receivedAt())) {
      transition.refresh(state, group, generation, event.receivedAt(), output);
    }
    dispatch.onEvent(state, group, event, output);
    call.stopFailed();
  }

  /** Fires the timers of a key that are due by now: epoch milliseconds of event time. */
  public void onTime(KeyState state, long now, Output output) {
    call.nextEvent();
    for (StateEntry entry : state.due(now)) {
      if (entry.rule() == null) {
        transition.resolve(state, entry);
      }
      ActiveRule rule = entry.rule();
      if (rule == null) {
        continue;
      }
      if (rule.stopped()) {
        state.suspend(entry);
        continue;
      }
      call.begin(rule, state.key(), null, output, entry.draining());
      try {
        Dispatch.keep(
            state, entry, rule, rule.process().onTime(entry.state(rule, state.key()), now, call));
      } catch (IOException | RuntimeException e) {
        // Its timer would fire for ever.
        state.remove(entry);
        call.fail(e.toString());
      }
    }
    call.stopFailed();
  }

  /**
   * Ends what rules began that were removed or concern other keys now, and frees it.
   *
   * @param at when they went: epoch milliseconds
   */
  public void sweep(KeyState state, long at, String reason, Output output) {
    RuleGroup group = rules.group(state.key());
    for (StateEntry entry : List.copyOf(state.entries())) {
      transition.resolve(state, entry);
      ActiveRule rule = entry.rule();
      if (rule != null
          && (rule.versions().removedAt(at) || rule.versions().newest().group() != group)) {
        call.end(state, entry, rule, at, reason, output);
      }
    }
  }
}
