package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.Wakes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rule with {@code order: event-time}: holds the events of a key until those that may come before
 * them have come, and hands them on sorted, with the rule's timers in between. An event has waited
 * long enough when one of the key, or event time as a whole, is later by the disorder. Part of the
 * rule's state like any other, so every host orders alike.
 */
public final class OrderedProcess implements RuleProcess<OrderedState> {
  /** Events of a key that wait at most; beyond, the oldest is judged early. */
  static final int MOST_HELD = 10_000;

  private final Rule rule;
  private final RuleProcess<Object> inner;
  private final boolean acceptLate;

  @SuppressWarnings("unchecked") // which type a state has is known to its process alone
  private OrderedProcess(Rule rule, boolean acceptLate) {
    this.rule = rule;
    this.inner = (RuleProcess<Object>) rule.process();
    this.acceptLate = acceptLate;
  }

  /**
   * The rule over sorted events. All events wake it: one that does not match now may stand before
   * one that does.
   *
   * @param acceptLate whether events that come after later ones were judged are judged as they
   *     come; else they are reported
   */
  public static Rule of(Rule rule, boolean acceptLate) {
    return new Rule(
        rule.head(), rule.conditions(), Wakes.always(), new OrderedProcess(rule, acceptLate));
  }

  @Override
  public @Nullable OrderedState onEvent(
      @Nullable OrderedState known, Event event, Truths truths, Context context) {
    OrderedState state = known == null ? new OrderedState() : known;
    if (event.timestamp() < state.judged) {
      late(state, event, truths, context);
    } else {
      state.hold(HeldEvent.of(event, rule.head().reads(), truths, rule.conditions().size()));
    }
    release(state, frontier(state.newest), context);
    while (state.held.size() > MOST_HELD) {
      release(state, state.held.get(0).event().timestamp(), context);
    }
    return state;
  }

  private void late(OrderedState state, Event event, Truths truths, Context context) {
    if (acceptLate) {
      state.inner =
          inner.onEvent(state.inner, event, truths, new OrderedContext(context, state.judged));
    } else {
      Duration late = Duration.ofMillis(state.judged - event.timestamp());
      context.fail("Late by " + late + ": later events of the key have been judged");
    }
  }

  @Override
  public @Nullable OrderedState onTime(OrderedState state, long now, Context context) {
    release(state, frontier(now), context);
    boolean done = state.held.isEmpty() && state.inner == null;
    return done && state.newest <= frontier(now) ? null : state;
  }

  /** Up to where nothing earlier can come. */
  private long frontier(long time) {
    long disorder = rule.head().disorder();
    return time < Long.MIN_VALUE + disorder ? Long.MIN_VALUE : time - disorder;
  }

  /** Judges what has waited long enough, and fires the rule's timers in their places. */
  private void release(OrderedState state, long until, Context context) {
    while (!state.held.isEmpty() && state.held.get(0).event().timestamp() <= until) {
      HeldEvent next = state.held.remove(0);
      fire(state, next.event().timestamp() - 1, context);
      state.judged = Math.max(state.judged, next.event().timestamp());
      state.inner =
          inner.onEvent(
              state.inner,
              next.event(),
              next,
              new OrderedContext(context, next.event().timestamp() - 1));
    }
    fire(state, until, context);
  }

  private void fire(OrderedState state, long until, Context context) {
    while (state.inner != null && inner.nextTimer(state.inner) <= until) {
      long due = inner.nextTimer(state.inner);
      state.judged = Math.max(state.judged, due);
      state.inner = inner.onTime(state.inner, due, new OrderedContext(context, due));
    }
  }

  @Override
  public long nextTimer(OrderedState state) {
    long due = state.held.isEmpty() ? Long.MAX_VALUE : state.held.get(0).event().timestamp();
    if (state.inner != null) {
      due = Math.min(due, inner.nextTimer(state.inner));
    } else if (state.held.isEmpty()) {
      // Until then it tells what is late.
      due = state.newest;
    }
    long disorder = rule.head().disorder();
    return due > Long.MAX_VALUE - disorder ? Long.MAX_VALUE : due + disorder;
  }

  @Override
  public void end(OrderedState state, long at, String reason, Context context) {
    release(state, state.newest, context);
    if (state.inner != null) {
      inner.end(state.inner, at, reason, context);
    }
  }

  @Override
  public long reach() {
    return inner.reach() + rule.head().disorder();
  }

  @Override
  public Carry carries(Rule old) {
    return old.process() instanceof OrderedProcess ordered
        ? inner.carries(ordered.rule)
        : new Carry.Refused("the order changes");
  }

  @Override
  public @Nullable OrderedState carry(Object state, Rule old, Context context) {
    OrderedState ordered = (OrderedState) state;
    if (ordered.inner != null && old.process() instanceof OrderedProcess before) {
      ordered.inner = inner.carry(ordered.inner, before.rule, context);
    }
    return ordered;
  }

  @Override
  public void write(OrderedState state, Key key, DataOutput out) throws IOException {
    out.writeLong(state.newest);
    out.writeLong(state.judged);
    out.writeInt(state.held.size());
    for (HeldEvent event : state.held) {
      event.write(key, out);
    }
    out.writeBoolean(state.inner != null);
    if (state.inner != null) {
      inner.write(state.inner, key, out);
    }
  }

  @Override
  public OrderedState read(Key key, DataInput in) throws IOException {
    OrderedState state = new OrderedState();
    long newest = in.readLong();
    state.judged = in.readLong();
    int held = in.readInt();
    for (int i = 0; i < held; i++) {
      state.hold(HeldEvent.read(key, in));
    }
    state.newest = newest;
    state.inner = in.readBoolean() ? inner.read(key, in) : null;
    return state;
  }
}
