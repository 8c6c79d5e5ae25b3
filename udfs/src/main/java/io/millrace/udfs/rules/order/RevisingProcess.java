package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truth;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.Wakes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that judges late events in their places: keeps the events of the last while, and what the
 * rule remembered before them. An event that is later than others of its key makes it go through
 * them once more; what comes out otherwise than was told is told as a correction. So within that
 * while the order of arrival is no matter in the end.
 */
public final class RevisingProcess implements RuleProcess<RevisedState> {
  /** Events of a key that are kept at most; beyond, the oldest are final early. */
  static final int MOST_KEPT = 1_000;

  private final Rule rule;
  private final RuleProcess<Object> inner;
  private final long lateness;
  private final Map<String, String> thresholds;

  @SuppressWarnings("unchecked") // which type a state has is known to its process alone
  private RevisingProcess(Rule rule, long lateness, Map<String, String> thresholds) {
    this.rule = rule;
    this.inner = (RuleProcess<Object>) rule.process();
    this.lateness = lateness;
    this.thresholds = thresholds;
  }

  /**
   * The rule with corrections. All events wake it: one that changes nothing now may end what a late
   * one begins.
   *
   * @param lateness for how long events are kept, by event time: milliseconds
   * @param thresholds what alerts show of the rule
   */
  public static Rule of(Rule rule, long lateness, Map<String, String> thresholds) {
    return new Rule(
        rule.head(),
        rule.conditions(),
        Wakes.always(),
        new RevisingProcess(rule, lateness, thresholds));
  }

  @Override
  public @Nullable RevisedState onEvent(
      @Nullable RevisedState known, Event event, Truths truths, Context context) {
    if (isUnknown(truths)) {
      return known;
    }
    RevisedState state = known == null ? new RevisedState() : known;
    settle(state, before(context.watermark()), context);
    if (event.timestamp() >= state.horizon) {
      take(state, event, truths, context);
      bound(state, context);
    }
    return state.isEmpty() ? null : state;
  }

  private boolean isUnknown(Truths truths) {
    for (int i = 0; i < rule.conditions().size(); i++) {
      if (truths.of(i) != Truth.UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  private void take(RevisedState state, Event event, Truths truths, Context context) {
    int conditions = rule.conditions().size();
    Judged judged = Judged.of(event, rule.head().reads(), truths, conditions, context.draining());
    boolean known = state.forget(event.id());
    int place = state.place(judged);
    boolean last = place == state.kept.size() && event.timestamp() > state.passed;
    state.kept.add(place, judged);
    if (known || !last) {
      revise(state, context);
    } else {
      state.current =
          inner.onEvent(state.current, event, truths, new TellingContext(context, state.told));
      state.passed = event.timestamp() - 1;
    }
  }

  /** Goes through what is kept once more. */
  private void revise(RevisedState state, Context context) {
    ReplayContext replay = new ReplayContext(context, state.before);
    Object now = copy(state.base, context.key());
    for (Judged judged : state.kept) {
      now = judge(now, judged, replay);
    }
    state.passed = Math.max(state.passed, state.kept.get(state.kept.size() - 1).timestamp() - 1);
    state.current = pass(now, state.passed, replay);
    new Correction(context, state.told, thresholds).tell(replay);
  }

  private @Nullable Object judge(@Nullable Object state, Judged judged, ReplayContext replay) {
    return inner.onEvent(state, judged.event(), judged.held(), replay.draining(judged.draining()));
  }

  private @Nullable Object pass(@Nullable Object state, long until, Context context) {
    return state != null && inner.nextTimer(state) <= until
        ? inner.onTime(state, until, context)
        : state;
  }

  /** What happened before this is final from now on. */
  private void settle(RevisedState state, long horizon, Context context) {
    if (horizon <= state.horizon) {
      return;
    }
    state.current = pass(state.current, horizon - 1, new TellingContext(context, state.told));
    state.passed = Math.max(state.passed, horizon - 1);
    ReplayContext silent = new ReplayContext(context, state.before);
    int settled = 0;
    while (settled < state.kept.size() && state.kept.get(settled).timestamp() < horizon) {
      state.base = judge(state.base, state.kept.get(settled), silent);
      settled++;
    }
    state.kept.subList(0, settled).clear();
    state.base = pass(state.base, horizon - 1, silent);
    state.before = silent.spans();
    state.before.values().removeIf(span -> !span.isOpen());
    state.told.values().removeIf(span -> !span.isOpen() && span.last() < horizon);
    state.horizon = horizon;
  }

  /** Keeps no more than it may. */
  private void bound(RevisedState state, Context context) {
    if (state.kept.size() <= MOST_KEPT) {
      state.full = false;
      return;
    }
    int surplus = state.kept.size() - MOST_KEPT;
    settle(state, state.kept.get(surplus - 1).timestamp() + 1, context);
    if (!state.full) {
      state.full = true;
      context.fail("more than " + MOST_KEPT + " events to judge again: the oldest are final");
    }
  }

  private long before(long time) {
    return time < Long.MIN_VALUE + lateness ? Long.MIN_VALUE : time - lateness;
  }

  @Override
  public @Nullable RevisedState onTime(RevisedState state, long now, Context context) {
    state.current = pass(state.current, now, new TellingContext(context, state.told));
    state.passed = Math.max(state.passed, now);
    settle(state, before(now), context);
    return state.isEmpty() ? null : state;
  }

  @Override
  public long nextTimer(RevisedState state) {
    long settles = state.kept.isEmpty() ? Long.MAX_VALUE : state.kept.get(0).timestamp();
    if (state.base != null) {
      settles = Math.min(settles, inner.nextTimer(state.base));
    }
    for (AlertSpan span : state.told.values()) {
      settles = span.isOpen() ? settles : Math.min(settles, span.last());
    }
    // One more: what lies at the horizon is not final yet.
    long latest = Long.MAX_VALUE - lateness - 1;
    long due = settles > latest ? Long.MAX_VALUE : settles + lateness + 1;
    return state.current == null ? due : Math.min(due, inner.nextTimer(state.current));
  }

  @Override
  public void end(RevisedState state, long at, String reason, Context context) {
    if (state.current != null) {
      inner.end(state.current, at, reason, new TellingContext(context, state.told));
    }
  }

  @Override
  public long reach() {
    return inner.reach() + lateness;
  }

  @Override
  public Carry carries(Rule old) {
    return old.process() instanceof RevisingProcess other
        ? inner.carries(other.rule)
        : new Carry.Refused("whether late events are judged again changes");
  }

  /** What the version before has judged is final: this one may judge otherwise. */
  @Override
  public @Nullable RevisedState carry(Object old, Rule rule, Context context) {
    RevisedState state = (RevisedState) old;
    Rule other = rule.process() instanceof RevisingProcess before ? before.rule : rule;
    if (!state.kept.isEmpty()) {
      int last = state.kept.size() - 1;
      state.horizon = Math.max(state.horizon, state.kept.get(last).timestamp() + 1);
    }
    state.kept.clear();
    state.current = state.current == null ? null : inner.carry(state.current, other, context);
    state.base = copy(state.current, context.key());
    state.told.values().removeIf(span -> !span.isOpen());
    state.before = new LinkedHashMap<>(state.told);
    return state.isEmpty() ? null : state;
  }

  private @Nullable Object copy(@Nullable Object state, Key key) {
    if (state == null) {
      return null;
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      inner.write(state, key, new DataOutputStream(bytes));
      return inner.read(key, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(RevisedState state, Key key, DataOutput out) throws IOException {
    new RevisedStates(inner).write(state, key, out);
  }

  @Override
  public RevisedState read(Key key, DataInput in) throws IOException {
    return new RevisedStates(inner).read(key, in);
  }
}
