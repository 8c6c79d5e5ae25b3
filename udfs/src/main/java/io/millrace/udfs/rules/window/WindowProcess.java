package io.millrace.udfs.rules.window;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.Why;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What window rules of all shapes have in common. */
abstract class WindowProcess<S> implements RuleProcess<S> {
  final WindowSpec spec;

  WindowProcess(WindowSpec spec) {
    this.spec = spec;
  }

  @Override
  public final @Nullable S onEvent(@Nullable S state, Event event, Truths truths, Context context) {
    if (spec.filtered() && !truths.holds(0) || state == null && context.draining()) {
      return state;
    }
    try {
      long[] cells = spec.cells(event);
      return cells == null ? state : add(state, event, cells, context);
    } catch (ExpressionException e) {
      context.fail(String.valueOf(e.getMessage()));
      return state;
    }
  }

  /** Takes an event that belongs to the rule's windows. */
  abstract @Nullable S add(@Nullable S state, Event event, long[] cells, Context context);

  abstract Verdicts verdicts(S state);

  /** A judgement; unknown where a condition fails, which is reported. */
  final Judgement judge(
      long start, long end, long count, ToDoubleFunction<Aggregate> values, Context context) {
    try {
      return Judgement.of(spec, start, end, count, values);
    } catch (ExpressionException e) {
      context.fail(String.valueOf(e.getMessage()));
      return new Judgement(Judgement.UNKNOWN, start, end, Map.of());
    }
  }

  /** The window that opened an alert may have begun so long before. */
  @Override
  public final long reach() {
    return spec.shape().span() + spec.lateness();
  }

  @Override
  public final void end(S state, long at, String reason, Context context) {
    OpenAlert open = verdicts(state).open();
    if (open != null) {
      Why why = Why.of(List.<Event>copyOf(open.causes()), Map.of());
      context.emit(open.cleared(context, at, reason, why));
    }
  }

  @Override
  public final Carry carries(Rule old) {
    if (!(old.process() instanceof WindowProcess<?> process)) {
      return new Carry.Refused("it was of kind " + old.head().kind());
    }
    WindowSpec before = process.spec;
    if (!before.shape().equals(spec.shape())) {
      return new Carry.Refused("its windows were cut otherwise");
    }
    return Columns.same(before.columns(), spec.columns())
        ? new Carry.Allowed()
        : new Carry.Refused("other values were aggregated, or other things kept of them");
  }

  /** The shapes are the same, so the states are of one class. */
  @Override
  @SuppressWarnings("unchecked")
  public final @Nullable S carry(Object state, Rule old, Context context) {
    return (S) state;
  }
}
