package io.millrace.udfs.rules;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.index.ConditionIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one object type that group events alike: they share keys, and so state. */
final class RuleGroup {
  private final @Nullable PropertyExpression by;
  private final ConditionIndex<ActiveRule.Wake> index = new ConditionIndex<>();
  private final List<ActiveRule> always = new ArrayList<>();
  private int busy;

  RuleGroup(@Nullable PropertyExpression by) {
    this.by = by;
  }

  ConditionIndex<ActiveRule.Wake> index() {
    return index;
  }

  /** Rules that all events wake. */
  List<ActiveRule> always() {
    return always;
  }

  /** A version of a rule is held that all events wake where it has state; or no longer. */
  void holdBusy(int change) {
    busy += change;
  }

  /** Whether events wake rules with state beside those whose conditions they meet. */
  boolean wakesBusy() {
    return busy > 0;
  }

  /** The key of an event in this group; null where it lacks what the key is made of. */
  @Nullable Key key(Event event) {
    if (by == null) {
      return Key.object(event);
    }
    try {
      Object value = by.value(event);
      return value == null ? null : new Key(by.source(), event.objectType(), value.toString());
    } catch (ExpressionException e) {
      return null;
    }
  }
}
