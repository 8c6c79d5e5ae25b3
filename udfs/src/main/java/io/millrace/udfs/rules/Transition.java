package io.millrace.udfs.rules;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes what older versions of rules remember of a key to the versions in force. */
final class Transition {
  private final RuleTable rules;
  private final EngineCall call;

  Transition(RuleTable rules, EngineCall call) {
    this.rules = rules;
    this.call = call;
  }

  /**
   * Looks at each entry of a key.
   *
   * @param generation counts changes of rules
   * @param receivedAt of the event that touches the key
   */
  void refresh(KeyState state, RuleGroup group, long generation, long receivedAt, Output output) {
    long recheckAt = Long.MAX_VALUE;
    for (int i = state.entries().size() - 1; i >= 0; i--) {
      StateEntry entry = state.entries().get(i);
      resolve(state, entry);
      ActiveRule rule = entry.rule();
      if (rule == null || !step(state, group, entry, receivedAt, output)) {
        continue;
      }
      rule = entry.rule();
      RuleVersions.Span after = rule == null ? null : rule.versions().after(rule);
      if (after != null && !entry.draining()) {
        recheckAt = Math.min(recheckAt, after.from());
      }
    }
    state.current(generation, recheckAt);
  }

  /** Finds the version that an entry is of. */
  void resolve(KeyState state, StateEntry entry) {
    RuleVersions versions = rules.get(entry.slot());
    state.resolve(entry, versions == null ? null : versions.version(entry.version()));
  }

  /** Goes through the versions since; whether the entry is still there. */
  private boolean step(
      KeyState state, RuleGroup group, StateEntry entry, long receivedAt, Output output) {
    ActiveRule rule = entry.rule();
    while (rule != null) {
      RuleVersions.Span span = rule.versions().after(rule);
      if (span == null || span.from() > receivedAt) {
        return true;
      }
      ActiveRule next = span.rule();
      if (next == null || next.group() != group) {
        String reason = next == null ? "rule removed or paused" : "rule concerns others now";
        call.end(state, entry, rule, receivedAt, reason, output);
        return false;
      }
      switch (next.head().onChange()) {
        case DRAIN -> {
          entry.drain();
          return true;
        }
        case RESET -> {
          call.end(state, entry, rule, receivedAt, "rule changed", output);
          return false;
        }
        case CARRY -> {
          if (!carry(state, entry, rule, next, receivedAt, output)) {
            return false;
          }
        }
      }
      rule = next;
    }
    return true;
  }

  private boolean carry(
      KeyState state,
      StateEntry entry,
      ActiveRule from,
      ActiveRule to,
      long receivedAt,
      Output output) {
    if (to.process().carries(from.rule()) instanceof Carry.Refused) {
      call.end(state, entry, from, receivedAt, "rule changed", output);
      return false;
    }
    call.begin(to, state.key(), null, output, false);
    Object after = carried(entry, from, to, state.key());
    if (after == null) {
      state.remove(entry);
      return false;
    }
    state.carry(entry, to, after);
    return true;
  }

  private @Nullable Object carried(StateEntry entry, ActiveRule from, ActiveRule to, Key key) {
    try {
      return to.process().carry(entry.state(from, key), from.rule(), call);
    } catch (IOException | RuntimeException e) {
      call.fail("What version " + entry.version() + " remembered is lost: " + e);
      return null;
    }
  }
}
