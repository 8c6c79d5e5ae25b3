package io.millrace.udfs.rules.threshold;

import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truth;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.Why;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows for each level whether it is reached: that changes when the condition for it has held as
 * long as it must, in event time. What is due before an event is done before that event is judged,
 * so the result does not depend on when timers fire.
 */
final class ThresholdProcess implements RuleProcess<ThresholdState> {
  private final ThresholdPlan plan;
  private final ThresholdAlerts alerts;
  private final boolean each;
  private final Map<String, String> thresholds;

  ThresholdProcess(ThresholdPlan plan) {
    this.plan = plan;
    this.each = plan.each();
    this.thresholds = plan.thresholds();
    this.alerts = new ThresholdAlerts(plan);
  }

  @Override
  public @Nullable ThresholdState onEvent(
      @Nullable ThresholdState known, Event event, Truths truths, Context context) {
    if (each) {
      if (truths.holds(0) && !context.draining()) {
        Why why = Why.of(event, thresholds);
        context.emit(AlertChange.match(context, event, "condition holds", why));
      }
      return null;
    }
    ThresholdState state = known == null ? new ThresholdState(plan.levels().size()) : known;
    if (known != null) {
      passTime(state, event.timestamp() - 1, context);
    }
    boolean late = event.timestamp() < state.lastAt;
    state.lastAt = Math.max(state.lastAt, event.timestamp());
    for (int i = 0; i < state.levels.length; i++) {
      judge(state, i, event, truths, context);
    }
    alerts.follow(state, event.timestamp(), event, late, context);
    return state.isIdle() ? null : state;
  }

  private void judge(ThresholdState state, int place, Event event, Truths truths, Context context) {
    ThresholdState.Standing standing = state.levels[place];
    Level level = plan.levels().get(place);
    Truth changes = standing.active ? left(level, truths) : truths.of(level.condition());
    if (changes == Truth.UNKNOWN) {
      return;
    }
    if (changes == Truth.FALSE) {
      standing.since = ThresholdState.NONE;
      return;
    }
    if (standing.since == ThresholdState.NONE) {
      if (context.draining() && state.open == null) {
        return;
      }
      standing.since = event.timestamp();
      standing.event = context.kept(event);
    }
    if (due(standing, level) <= event.timestamp()) {
      flip(standing);
    }
  }

  /** Whether what ends a level holds. */
  private static Truth left(Level level, Truths truths) {
    if (level.clear() != Level.NEGATION) {
      return truths.of(level.clear());
    }
    return switch (truths.of(level.condition())) {
      case TRUE -> Truth.FALSE;
      case FALSE -> Truth.TRUE;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  private static void flip(ThresholdState.Standing standing) {
    standing.active = !standing.active;
    standing.since = ThresholdState.NONE;
  }

  private static long due(ThresholdState.Standing standing, Level level) {
    if (standing.since == ThresholdState.NONE) {
      return Long.MAX_VALUE;
    }
    return standing.since + (standing.active ? level.clearHold() : level.hold());
  }

  /** Does what is due until then, in its order. */
  private void passTime(ThresholdState state, long until, Context context) {
    for (long next = nextTimer(state); next <= until; next = nextTimer(state)) {
      for (int i = 0; i < state.levels.length; i++) {
        if (due(state.levels[i], plan.levels().get(i)) == next) {
          flip(state.levels[i]);
        }
      }
      alerts.follow(state, next, null, false, context);
    }
  }

  @Override
  public @Nullable ThresholdState onTime(ThresholdState state, long now, Context context) {
    passTime(state, now, context);
    return state.isIdle() ? null : state;
  }

  @Override
  public long nextTimer(ThresholdState state) {
    long next = alerts.nextTimer(state);
    for (int i = 0; i < state.levels.length; i++) {
      next = Math.min(next, due(state.levels[i], plan.levels().get(i)));
    }
    return next;
  }

  /** What must hold, what must not open too soon, and what counts as flapping. */
  @Override
  public long reach() {
    long longest = 0;
    for (Level level : plan.levels()) {
      longest = Math.max(longest, level.hold() + level.clearHold());
    }
    return longest + plan.cooldown() + plan.flapWithin();
  }

  @Override
  public void end(ThresholdState state, long at, String reason, Context context) {
    alerts.end(state, at, reason, context);
  }

  @Override
  public Carry carries(Rule old) {
    if (!(old.process() instanceof ThresholdProcess other)) {
      return new Carry.Refused("it was of kind " + old.head().kind());
    }
    if (plan.each() != other.plan.each()) {
      return new Carry.Refused("its mode was another");
    }
    return plan.hasLevelsOf(other.plan)
        ? new Carry.Allowed()
        : new Carry.Refused("its levels were others");
  }

  @Override
  public @Nullable ThresholdState carry(Object state, Rule old, Context context) {
    return state instanceof ThresholdState threshold ? threshold : null;
  }

  @Override
  public void write(ThresholdState state, Key key, DataOutput out) throws IOException {
    ThresholdStates.write(state, key, out);
  }

  @Override
  public ThresholdState read(Key key, DataInput in) throws IOException {
    ThresholdState state = ThresholdStates.read(key, in);
    if (state.levels.length != plan.levels().size()) {
      throw new IOException("It has other levels");
    }
    return state;
  }
}
