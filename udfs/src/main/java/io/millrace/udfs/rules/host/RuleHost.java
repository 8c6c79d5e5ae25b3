package io.millrace.udfs.rules.host;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleEngine;
import io.millrace.udfs.rules.composite.Composites;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The engine over many keys, in memory: for dry-run, backtest, benchmarks and tests. The Flink job
 * is the other host; over the same events both come to the same alerts. Not safe for use by many
 * threads.
 */
public final class RuleHost {
  private final RuleEngine engine = new RuleEngine();
  private final Map<Key, KeyState> states = new HashMap<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at));
  private final Output sink;

  /** Null until a composite rule is in force: so that all others pay nothing for them. */
  private @Nullable ComposedOutput composed;

  private Output output;
  private final boolean oneStep;
  private long watermark = Long.MIN_VALUE;

  /** Due at this time, if the key still wants it then. */
  private record Timer(long at, Key key) {}

  public RuleHost(Output output) {
    this(output, false);
  }

  private RuleHost(Output output, boolean oneStep) {
    this.sink = output;
    this.output = output;
    this.oneStep = oneStep;
  }

  /** A host that judges composite rules like all others. */
  static RuleHost ofOneStep(Output output) {
    return new RuleHost(output, true);
  }

  /**
   * Takes a version of a rule; see {@link RuleEngine#put}. Composite rules are judged in a step of
   * their own, on the alerts of the others.
   */
  public boolean put(Rule rule) {
    if (oneStep || Composites.inputs(rule).isEmpty()) {
      return engine.put(rule);
    }
    if (composed == null) {
      composed = new ComposedOutput(sink);
      composed.composites().advance(watermark);
      output = composed;
    }
    return composed.put(rule);
  }

  /**
   * Removes a rule, and with it all that it remembers.
   *
   * @param at when: epoch milliseconds
   */
  public void remove(String slot, long at) {
    engine.remove(slot);
    for (KeyState state : states.values()) {
      engine.sweep(state, at, "rule removed or paused", output);
    }
    states.values().removeIf(KeyState::isEmpty);
    engine.release(slot);
    if (composed != null) {
      composed.remove(slot, at);
    }
  }

  /** Judges an event by all keys that it concerns. */
  public void onEvent(Event event) {
    if (composed != null) {
      composed.receivedAt(event.receivedAt());
    }
    for (Key key : engine.keys(event)) {
      KeyState known = states.get(key);
      KeyState state = known == null ? KeyState.empty(key) : known;
      long before = known == null ? Long.MAX_VALUE : known.nextTimer();
      engine.onEvent(state, event, output);
      if (known == null && !state.isEmpty()) {
        states.put(key, state);
      }
      if (known != null || !state.isEmpty()) {
        keep(state, before);
      }
    }
  }

  /**
   * Event time goes on: all events up to then have come.
   *
   * @param now epoch milliseconds; {@link Long#MAX_VALUE} fires all timers
   */
  public void advance(long now) {
    watermark = Math.max(watermark, now);
    engine.advance(watermark);
    for (Timer next = timers.peek(); next != null && next.at() <= watermark; next = timers.peek()) {
      timers.poll();
      KeyState state = states.get(next.key());
      if (state != null && state.nextTimer() == next.at()) {
        if (composed != null) {
          composed.receivedAt(next.at());
        }
        engine.onTime(state, next.at(), output);
        keep(state, next.at());
      }
    }
    if (composed != null) {
      composed.composites().advance(watermark);
    }
  }

  /** See {@link io.millrace.udfs.rules.Context#starting}. */
  public void starting(boolean now) {
    engine.starting(now);
  }

  /** How many keys are remembered. */
  public int keys() {
    return states.size() + (composed == null ? 0 : composed.composites().keys());
  }

  private void keep(KeyState state, long timerBefore) {
    if (state.isEmpty()) {
      states.remove(state.key());
      return;
    }
    long next = state.nextTimer();
    if (next != timerBefore && next != Long.MAX_VALUE) {
      timers.add(new Timer(next, state.key()));
    }
  }
}
