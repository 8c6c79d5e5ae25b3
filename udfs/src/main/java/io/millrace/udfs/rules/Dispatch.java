package io.millrace.udfs.rules;

import io.millrace.udfs.rules.index.ConditionIndex;
import io.millrace.udfs.rules.index.IndexedCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wakes the rules of a group that an event concerns. */
final class Dispatch {
  private final EngineCall call;
  private final List<StateEntry> due = new ArrayList<>();

  Dispatch(EngineCall call) {
    this.call = call;
  }

  void onEvent(KeyState state, RuleGroup group, Event event, Output output) {
    ConditionIndex<ActiveRule.Wake> index = group.index();
    index.match(event);
    if (!index.failed().isEmpty()) {
      reportFailed(index.failed(), state, event, output);
    }
    if (group.wakesBusy() && !state.isEmpty()) {
      judgeBusy(state, event, output);
    }
    if (!group.always().isEmpty()) {
      judgeAlways(group.always(), state, event, output);
    }
    List<IndexedCondition<ActiveRule.Wake>> held = index.held();
    for (int i = 0; i < held.size(); i++) {
      wake(held.get(i).subscribers(), state, event, output);
    }
  }

  private void wake(List<ActiveRule.Wake> woken, KeyState state, Event event, Output output) {
    for (int i = 0; i < woken.size(); i++) {
      ActiveRule.Wake wake = woken.get(i);
      ActiveRule rule = wake.rule();
      StateEntry entry = state.isEmpty() ? null : state.find(rule);
      boolean wakes = entry == null ? wake.idle() && begins(state, rule, event) : wake.busy();
      if (wakes && rule.judgeOnce(call.number())) {
        judge(state, entry, rule, event, output);
      }
    }
  }

  /** Rules with state that all events wake. */
  private void judgeBusy(KeyState state, Event event, Output output) {
    due.clear();
    List<StateEntry> entries = state.entries();
    for (int i = 0; i < entries.size(); i++) {
      ActiveRule rule = entries.get(i).rule();
      if (rule != null && rule.busyAll()) {
        due.add(entries.get(i));
      }
    }
    for (int i = 0; i < due.size(); i++) {
      ActiveRule rule = due.get(i).rule();
      if (rule != null && rule.judgeOnce(call.number())) {
        judge(state, due.get(i), rule, event, output);
      }
    }
  }

  private void judgeAlways(List<ActiveRule> always, KeyState state, Event event, Output output) {
    for (int i = 0; i < always.size(); i++) {
      ActiveRule rule = always.get(i);
      if (state.find(rule) == null && begins(state, rule, event) && rule.judgeOnce(call.number())) {
        judge(state, null, rule, event, output);
      }
    }
  }

  private void judge(
      KeyState state, @Nullable StateEntry entry, ActiveRule rule, Event event, Output output) {
    call.begin(rule, state.key(), event, output, entry != null && entry.draining());
    try {
      Object before = entry == null ? null : entry.state(rule, state.key());
      keep(state, entry, rule, rule.process().onEvent(before, event, call, call));
    } catch (IOException | RuntimeException e) {
      call.fail(e.toString());
    }
  }

  private void reportFailed(
      List<IndexedCondition<ActiveRule.Wake>> failed, KeyState state, Event event, Output output) {
    for (IndexedCondition<ActiveRule.Wake> condition : failed) {
      String reason = condition.failure();
      for (ActiveRule.Wake wake : condition.subscribers()) {
        ActiveRule rule = wake.rule();
        if (rule.judges(event.receivedAt()) && rule.failOnce(call.number())) {
          call.begin(rule, state.key(), event, output, false);
          call.fail(reason == null ? "It failed" : reason);
        }
      }
    }
  }

  /** Puts what a rule remembers now into the key's state. */
  static void keep(
      KeyState state, @Nullable StateEntry entry, ActiveRule rule, @Nullable Object after) {
    if (entry == null) {
      if (after != null) {
        state.add(StateEntry.of(rule, after));
      }
    } else if (after == null) {
      state.remove(entry);
    } else {
      state.set(entry, after);
    }
  }

  /**
   * Whether a rule may begin something. A key that a newer version has judged does not go back to
   * an older one.
   */
  private static boolean begins(KeyState state, ActiveRule rule, Event event) {
    if (!rule.judges(event.receivedAt())) {
      return false;
    }
    if (rule.versions().isOnly()) {
      return true;
    }
    List<StateEntry> entries = state.entries();
    for (int i = 0; i < entries.size(); i++) {
      ActiveRule other = entries.get(i).rule();
      if (other != null
          && other.versions() == rule.versions()
          && other.rule().version() > rule.rule().version()) {
        return false;
      }
    }
    return true;
  }
}
