package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.pattern.nfa.Incoming;
import io.millrace.udfs.rules.pattern.nfa.Path;

/** The present event, as the matcher asks for it. A condition that fails does not hold. */
public final class Present implements Incoming<StoredEvent> {
  private final PatternSpec spec;
  private final Event event;
  private final Truths truths;
  private final Context context;
  private boolean failed;

  public Present(PatternSpec spec, Event event, Truths truths, Context context) {
    this.spec = spec;
    this.event = event;
    this.truths = truths;
    this.context = context;
  }

  @Override
  public long timestamp() {
    return event.timestamp();
  }

  @Override
  public boolean hold(int condition) {
    int place = spec.conditions().get(condition).event();
    return place == StageCondition.NONE || truths.holds(place);
  }

  @Override
  public boolean hold(int condition, Path<StoredEvent> path) {
    if (!hold(condition)) {
      return false;
    }
    try {
      return spec.conditions().get(condition).holds(event, path);
    } catch (ExpressionException e) {
      if (!failed) {
        failed = true;
        context.fail(String.valueOf(e.getMessage()));
      }
      return false;
    }
  }

  @Override
  public StoredEvent keep() {
    return context.kept(event);
  }
}
