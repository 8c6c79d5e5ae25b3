package io.millrace.udfs.rules.threshold;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alert of a key: follows the levels that are reached, but for cooldown and flapping. */
final class ThresholdAlerts {
  private final ThresholdPlan plan;

  ThresholdAlerts(ThresholdPlan plan) {
    this.plan = plan;
  }

  /**
   * Brings the alert to where the levels are.
   *
   * @param event that changed them; null for the passing of time
   * @param late whether that event happened before another that has been judged
   */
  void follow(ThresholdState state, long at, @Nullable Event event, boolean late, Context context) {
    int reached = state.highest();
    boolean startsToFlap = noteChange(state, reached >= 0, at);
    boolean calms = state.flapping && at >= calmAt(state);
    if (calms) {
      state.flapping = false;
      state.changes.clear();
    }
    forgetChanges(state, at);
    if (state.cooldownUntil != ThresholdState.NONE && at >= state.cooldownUntil) {
      state.cooldownUntil = ThresholdState.NONE;
    }
    OpenAlert open = state.open;
    if (open == null) {
      if (reached >= 0 && state.cooldownUntil == ThresholdState.NONE) {
        open(state, reached, at, event, startsToFlap, late, context);
      }
    } else if (reached < 0 && !state.flapping) {
      clear(state, open, at, event, calms, late, context);
    } else if (startsToFlap) {
      update(state, open, Math.max(reached, state.level), event, flapping(), late, context);
    } else if (calms) {
      update(state, open, reached, event, "no longer flapping", late, context);
    } else if (reached >= 0 && reached != state.level) {
      update(state, open, reached, event, moved(state.level, reached), late, context);
    }
  }

  /** When the alert may change by the passing of time alone. */
  long nextTimer(ThresholdState state) {
    long next = Long.MAX_VALUE;
    if (state.cooldownUntil != ThresholdState.NONE) {
      next = state.cooldownUntil;
    }
    return state.changes.isEmpty() ? next : Math.min(next, calmAt(state));
  }

  /** The rule is gone or starts anew. */
  void end(ThresholdState state, long at, String reason, Context context) {
    if (state.open != null) {
      Why why = Why.of(List.copyOf(state.open.causes()), plan.thresholds());
      context.emit(state.open.cleared(context, at, reason, why));
      state.open = null;
    }
  }

  private boolean noteChange(ThresholdState state, boolean on, long at) {
    if (on == state.on) {
      return false;
    }
    state.on = on;
    if (plan.flapChanges() == 0) {
      return false;
    }
    state.changes.add(at);
    forgetChanges(state, at);
    boolean starts = !state.flapping && state.changes.size() >= plan.flapChanges();
    state.flapping |= starts;
    if (state.changes.size() > plan.flapChanges()) {
      state.changes.remove(0);
    }
    return starts;
  }

  private void forgetChanges(ThresholdState state, long at) {
    state.changes.removeIf(change -> change <= at - plan.flapWithin());
  }

  /** When flapping is over, or past changes no longer count, if nothing changes until then. */
  private long calmAt(ThresholdState state) {
    return state.changes.isEmpty()
        ? Long.MIN_VALUE
        : state.changes.get(state.changes.size() - 1) + plan.flapWithin();
  }

  private void open(
      ThresholdState state,
      int reached,
      long at,
      @Nullable Event event,
      boolean flaps,
      boolean late,
      Context context) {
    Level level = plan.levels().get(reached);
    Event cause = cause(state, reached, event);
    if (cause == null) {
      return;
    }
    OpenAlert open = OpenAlert.of(context, cause, at, level.severity(), level.name());
    String reason = flaps ? flapping() : "condition holds" + held(level.hold());
    send(open.change(context, AlertState.OPEN, reason, why(open, null)), late, context);
    state.open = open;
    state.level = reached;
    forgetEvents(state);
  }

  private void update(
      ThresholdState state,
      OpenAlert open,
      int reached,
      @Nullable Event event,
      String reason,
      boolean late,
      Context context) {
    Level level = plan.levels().get(reached);
    Event cause = cause(state, Math.max(reached, state.level), event);
    OpenAlert next = open.next(level.severity(), level.name());
    send(next.change(context, AlertState.UPDATED, reason, why(open, cause)), late, context);
    state.open = next;
    state.level = reached;
    forgetEvents(state);
  }

  private void clear(
      ThresholdState state,
      OpenAlert open,
      long at,
      @Nullable Event event,
      boolean calm,
      boolean late,
      Context context) {
    Level level = plan.levels().get(0);
    String reason =
        level.clear() == Level.NEGATION ? "condition no longer holds" : "clear condition holds";
    String held = calm ? ", flapping is over" : held(level.clearHold());
    Why why = why(open, cause(state, state.level, event));
    send(open.cleared(context, at, reason + held, why), late, context);
    state.open = null;
    state.level = -1;
    forgetEvents(state);
    if (plan.cooldown() > 0) {
      state.cooldownUntil = at + plan.cooldown();
    }
  }

  private static void send(AlertChange change, boolean late, Context context) {
    context.emit(late ? change.asCorrected() : change);
  }

  private Why why(OpenAlert open, @Nullable Event cause) {
    List<Event> causes = new ArrayList<>(open.causes());
    if (cause != null && !cause.id().equals(open.openedBy())) {
      causes.add(cause);
    }
    return Why.of(causes, plan.thresholds());
  }

  /** What led to the change: the event that began a hold, or the one that is judged. */
  private static @Nullable Event cause(ThresholdState state, int level, @Nullable Event event) {
    StoredEvent kept = level < 0 ? null : state.levels[level].event;
    return kept != null ? kept : event;
  }

  /** Causes that have been told are not told again. */
  private static void forgetEvents(ThresholdState state) {
    for (ThresholdState.Standing standing : state.levels) {
      if (standing.since == ThresholdState.NONE) {
        standing.event = null;
      }
    }
  }

  private String moved(int from, int to) {
    return "level " + plan.levels().get(from).name() + " → " + plan.levels().get(to).name();
  }

  private String flapping() {
    return "flapping: " + plan.flapChanges() + " changes within " + duration(plan.flapWithin());
  }

  private static String held(long millis) {
    return millis == 0 ? "" : " for " + duration(millis);
  }

  private static String duration(long millis) {
    return Duration.ofMillis(millis).toString();
  }
}
