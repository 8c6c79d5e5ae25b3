package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At each event, judges the window that ends with it: (time - size, time]. While an alert is open,
 * the window is also judged when an event leaves it, so the alert is cleared though nothing comes.
 */
final class SlidingProcess extends WindowProcess<SlidingState> {
  private final long size;

  SlidingProcess(WindowSpec spec, Shape.Sliding shape) {
    super(spec);
    this.size = shape.size();
  }

  @Override
  @Nullable SlidingState add(
      @Nullable SlidingState known, Event event, long[] cells, Context context) {
    SlidingState state = known == null ? new SlidingState(spec) : known;
    if (context.draining() && state.verdicts().open() == null) {
      return null;
    }
    long at = event.timestamp();
    boolean old = at < state.newest() && beyondReach(state, at);
    if (old || at < state.mutedUntil()) {
      return state;
    }
    boolean late = at < Math.max(state.newest(), state.verdicts().lastAt());
    if (!late) {
      // Whatever the watermark, so that its pace makes no difference.
      expire(state, at - 1, context);
    }
    int index = state.insert(at, cells);
    if (late) {
      late(state, event, index, context);
    } else {
      newest(state, event, context);
    }
    bound(state, context);
    return state;
  }

  /** Whether no window that is still judged or corrected reaches back so far. */
  private boolean beyondReach(SlidingState state, long at) {
    return at <= state.newest() - size - spec.lateness();
  }

  private void newest(SlidingState state, Event event, Context context) {
    long at = event.timestamp();
    state.leave(at - size);
    state.forget(at - size - spec.lateness());
    state.causes().dropUntil(at - size);
    state.causes().add(event, spec);
    state.verdicts().dropUntil(at - spec.lateness(), context.rule().mode());
    if (at + size + spec.lateness() > context.watermark()) {
      Judgement judgement = judge(state, at, context);
      List<Event> causes = spec.causes() == 1 ? List.of(event) : state.causes().latestFirst();
      state.verdicts().append(new Finding(at, event.id(), judgement, causes), spec, context);
    }
  }

  private Judgement judge(SlidingState state, long at, Context context) {
    int count = state.samples().size() - state.tail();
    return judge(at - size, at, count, state::value, context);
  }

  /** Judges the event's own window, and again the windows of later events that it belongs to. */
  private void late(SlidingState state, Event event, int index, Context context) {
    long at = event.timestamp();
    long correctable = state.newest() - spec.lateness();
    if (at > correctable) {
      Finding own = finding(state, at, index + 1, event.id(), event, context);
      state.verdicts().revise(null, own, spec, context);
    }
    for (Verdict verdict : List.copyOf(state.verdicts().kept())) {
      boolean own = verdict.opener().equals(event.id());
      if (!own && verdict.at() > correctable && verdict.at() >= at && verdict.at() < at + size) {
        int end = state.samples().firstAfter(verdict.at());
        Finding again = finding(state, verdict.at(), end, verdict.opener(), event, context);
        state.verdicts().revise(verdict, again, spec, context);
      }
    }
  }

  private Finding finding(
      SlidingState state, long at, int end, String opener, Event event, Context context) {
    int start = state.samples().firstAfter(at - size);
    SampleAggregates window = new SampleAggregates(state.samples(), start, end);
    Judgement judgement = judge(at - size, at, end - start, window::value, context);
    return new Finding(at, opener, judgement, List.of(event));
  }

  /** Keeps to the limit. */
  private void bound(SlidingState state, Context context) {
    if (state.samples().size() <= spec.limit()) {
      return;
    }
    if (spec.stop()) {
      context.fail("more than " + spec.limit() + " events are in the window of this key");
      state.mute(state.newest() + size, spec);
    } else {
      state.forgetFirst();
    }
  }

  @Override
  public @Nullable SlidingState onTime(SlidingState state, long now, Context context) {
    expire(state, now, context);
    long reach = size + spec.lateness();
    if (state.newest() + reach <= now) {
      state.leave(Long.MAX_VALUE);
      state.forget(Long.MAX_VALUE);
      state.causes().dropUntil(Long.MAX_VALUE);
    }
    if (state.mutedUntil() <= now) {
      state.unmute();
    }
    state.verdicts().dropUntil(now - reach, context.rule().mode());
    state.arm(reach);
    return state.isEmpty() ? null : state;
  }

  /** While an alert is open, judges the window each time that events leave it. */
  private void expire(SlidingState state, long until, Context context) {
    while (state.verdicts().open() != null && leaves(state) <= until) {
      long at = leaves(state);
      state.leave(at - size);
      state.causes().dropUntil(at - size);
      Judgement judgement = judge(state, at, context);
      List<Event> causes = state.causes().latestFirst();
      state.verdicts().append(new Finding(at, "left/" + at, judgement, causes), spec, context);
    }
  }

  /** When the oldest event leaves the window. */
  private long leaves(SlidingState state) {
    return state.tail() < state.samples().size()
        ? state.samples().at(state.tail()) + size
        : Long.MAX_VALUE;
  }

  @Override
  public long nextTimer(SlidingState state) {
    long reach = size + spec.lateness();
    long next = state.cleanup(reach);
    if (state.samples().size() == 0 && state.verdicts().firstAt() != Long.MAX_VALUE) {
      next = Math.min(next, state.verdicts().firstAt() + reach);
    }
    return state.verdicts().open() == null ? next : Math.min(next, leaves(state));
  }

  @Override
  Verdicts verdicts(SlidingState state) {
    return state.verdicts();
  }

  @Override
  public void write(SlidingState state, Key key, DataOutput out) throws IOException {
    state.write(key, out);
  }

  @Override
  public SlidingState read(Key key, DataInput in) throws IOException {
    return SlidingState.read(spec, key, in);
  }
}
