package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tumbling windows and those that slide by steps: made of panes, judged when event time comes to
 * their end. A window without events is judged only to clear an alert.
 */
final class SteppingProcess extends WindowProcess<PanesState> {
  private final Shape.Stepping shape;
  private final int emptyLevel;

  /**
   * @param emptyLevel what a window without events says
   */
  SteppingProcess(WindowSpec spec, Shape.Stepping shape, int emptyLevel) {
    super(spec);
    this.shape = shape;
    this.emptyLevel = emptyLevel;
  }

  @Override
  @Nullable PanesState add(@Nullable PanesState known, Event event, long[] cells, Context context) {
    long start = shape.paneStart(event.timestamp());
    if (shape.lastEnd(start) + spec.lateness() <= context.watermark()) {
      return known;
    }
    PanesState state = known == null ? new PanesState() : known;
    Pane pane = state.at(start);
    if (pane == null) {
      if (context.draining() && state.verdicts().open() == null || !fits(state, context)) {
        return state.isEmpty() ? null : state;
      }
      pane = Pane.empty(spec, start);
      state.insert(pane);
    }
    pane.add(event, cells, spec);
    if (spec.lateness() > 0) {
      revise(state, start, context);
    }
    return state;
  }

  /** Makes room for one more pane. */
  private boolean fits(PanesState state, Context context) {
    if (state.panes().size() < spec.limit()) {
      return true;
    }
    if (spec.stop()) {
      context.fail("more than " + spec.limit() + " panes are open for this key");
      return false;
    }
    state.panes().remove(0);
    return true;
  }

  /** Judges again the windows over a pane that were judged before it changed. */
  private void revise(PanesState state, long paneStart, Context context) {
    long last = Math.min(shape.lastEnd(paneStart), state.judgedTo());
    for (long end = shape.firstEnd(paneStart); end <= last; end += shape.slide()) {
      if (end + spec.lateness() > context.watermark()) {
        Finding finding = finding(state, end, context);
        state.verdicts().revise(state.verdicts().find(finding.opener()), finding, spec, context);
        if (finding.level() > 0) {
          reviseEmpty(state, end + shape.slide(), context);
        }
      }
    }
  }

  /** A window without events was passed over, as no alert was open for it to clear. */
  private void reviseEmpty(PanesState state, long end, Context context) {
    if (emptyLevel != Judgement.UNKNOWN && end <= state.judgedTo()) {
      Finding finding = finding(state, end, context);
      if (state.verdicts().find(finding.opener()) == null) {
        state.verdicts().revise(null, finding, spec, context);
      }
    }
  }

  private Finding finding(PanesState state, long end, Context context) {
    long start = end - shape.size();
    Pane window = Pane.empty(spec, start);
    if (shape.pane() == shape.size()) {
      Pane only = state.at(start);
      window = only == null ? window : only;
    } else {
      for (Pane pane : state.panes()) {
        if (pane.start() >= start && pane.start() < end) {
          window.add(pane);
        }
      }
    }
    Judgement judgement = judge(start, end, window.count(), window::value, context);
    return new Finding(end, start + "/" + end, judgement, window.causes().latestFirst());
  }

  @Override
  public @Nullable PanesState onTime(PanesState state, long now, Context context) {
    for (long end = nextEnd(state); end <= now; end = nextEnd(state)) {
      state.judgedTo(end);
      state.verdicts().append(finding(state, end, context), spec, context);
    }
    List<Pane> panes = state.panes();
    while (!panes.isEmpty() && shape.lastEnd(panes.get(0).start()) + spec.lateness() <= now) {
      panes.remove(0);
    }
    state.verdicts().dropUntil(now - spec.lateness(), context.rule().mode());
    return state.isEmpty() ? null : state;
  }

  @Override
  public long nextTimer(PanesState state) {
    long next = nextEnd(state);
    if (!state.panes().isEmpty()) {
      next = Math.min(next, shape.lastEnd(state.panes().get(0).start()) + spec.lateness());
    }
    long verdict = state.verdicts().firstAt();
    return verdict == Long.MAX_VALUE ? next : Math.min(next, verdict + spec.lateness());
  }

  /** The end of the next window to be judged; {@link Long#MAX_VALUE} for none. */
  private long nextEnd(PanesState state) {
    long after = state.judgedTo();
    long next = Long.MAX_VALUE;
    for (Pane pane : state.panes()) {
      long first = shape.firstEnd(pane.start());
      long end = first > after ? first : shape.endAfter(after);
      if (end <= shape.lastEnd(pane.start())) {
        next = Math.min(next, end);
      }
    }
    return after != Long.MIN_VALUE && emptyDecides(state)
        ? Math.min(next, shape.endAfter(after))
        : next;
  }

  /** Whether an alert is open that a window without events would change. */
  private boolean emptyDecides(PanesState state) {
    OpenAlert open = state.verdicts().open();
    return open != null
        && emptyLevel != Judgement.UNKNOWN
        && (emptyLevel == 0
            || !open.severity().equals(spec.levels().get(emptyLevel - 1).severity()));
  }

  @Override
  Verdicts verdicts(PanesState state) {
    return state.verdicts();
  }

  @Override
  public void write(PanesState state, Key key, DataOutput out) throws IOException {
    state.write(key, out);
  }

  @Override
  public PanesState read(Key key, DataInput in) throws IOException {
    return PanesState.read(spec, key, in);
  }
}
