package io.millrace.jobs.rules;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * How far event time has come in a subtask. Watermarks say so as long as observations come; where
 * all devices are silent it goes on with the clock, at the distance to it that it had last. State
 * keeps that distance, so it goes on after a restart too, once the backlog had time to come.
 */
final class EventClock {
  /** Event time and the clock at that moment, of each subtask; all see the furthest. */
  private static final ListStateDescriptor<Tuple2<Long, Long>> STATE =
      new ListStateDescriptor<>("event-clock", Types.TUPLE(Types.LONG, Types.LONG));

  private final ListState<Tuple2<Long, Long>> state;
  private final RulesTiming timing;
  private long emitted = Long.MIN_VALUE;
  private long eventTime = Long.MIN_VALUE;
  private long wallTime;
  private long lastSign = Long.MIN_VALUE;
  private long startedAt = Long.MIN_VALUE;
  private boolean restored;
  private boolean busy;
  private boolean everBusy;

  private EventClock(ListState<Tuple2<Long, Long>> state, RulesTiming timing) {
    this.state = state;
    this.timing = timing;
  }

  static EventClock restore(StateInitializationContext context, RulesTiming timing)
      throws Exception {
    EventClock clock =
        new EventClock(context.getOperatorStateStore().getUnionListState(STATE), timing);
    for (Tuple2<Long, Long> known : clock.state.get()) {
      if (known.f0 > clock.eventTime) {
        clock.eventTime = known.f0;
        clock.wallTime = known.f1;
        clock.restored = true;
      }
    }
    return clock;
  }

  /** An observation came. */
  void busy() {
    busy = true;
    everBusy = true;
  }

  /** A watermark came; whether event time goes on with it. */
  boolean advance(long watermark, long now) {
    if (watermark <= emitted) {
      return false;
    }
    emitted = watermark;
    eventTime = watermark;
    wallTime = now;
    lastSign = now;
    restored = false;
    return true;
  }

  /**
   * What event time has come to without a watermark: epoch milliseconds, {@link Long#MIN_VALUE} for
   * no further than before.
   *
   * @param waiting whether something is expected: then event time begins with the clock if nothing
   *     at all comes after the start, or else the silence of all would never be told
   */
  long tick(long now, boolean waiting) {
    if (waiting && !everBusy && eventTime == Long.MIN_VALUE && !starting(now)) {
      eventTime = now - timing.idleness().toMillis();
      wallTime = now;
      emitted = eventTime;
      return emitted;
    }
    if (busy || lastSign == Long.MIN_VALUE) {
      busy = false;
      lastSign = now;
      return Long.MIN_VALUE;
    }
    long patience = (restored ? timing.startupGrace() : timing.idleness()).toMillis();
    if (eventTime == Long.MIN_VALUE || eventTime == Long.MAX_VALUE || now - lastSign < patience) {
      return Long.MIN_VALUE;
    }
    long time = eventTime + Math.max(0, now - wallTime);
    if (time <= emitted) {
      return Long.MIN_VALUE;
    }
    emitted = time;
    return time;
  }

  /** Whether the job started so lately that silence proves nothing. */
  boolean starting(long now) {
    if (startedAt == Long.MIN_VALUE) {
      startedAt = now;
    }
    return now - startedAt < timing.startupGrace().toMillis();
  }

  /** Whether no observation has come for a while. */
  boolean idle(long now) {
    return !busy && lastSign != Long.MIN_VALUE && now - lastSign >= 1000;
  }

  void snapshot() throws Exception {
    state.clear();
    if (eventTime != Long.MIN_VALUE && eventTime != Long.MAX_VALUE) {
      state.add(Tuple2.of(eventTime, wallTime));
    }
  }
}
