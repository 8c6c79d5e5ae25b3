package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.pattern.nfa.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a stage.
 *
 * @param event place of what asks for the event alone among the rule's conditions, {@link #NONE}
 *     where nothing does
 * @param path what also asks for events taken, null where nothing does
 * @param taken what it asks of them, by variable
 * @param source as it was written
 */
public record StageCondition(
    int event, @Nullable PropertyExpression path, Map<String, TakenValue> taken, String source) {
  public static final int NONE = -1;

  public boolean asksPath() {
    return path != null;
  }

  /** Whether an event may match it without any of the rule's conditions holding. */
  public boolean unindexed() {
    return event == NONE;
  }

  /** Whether the event has the properties that the path's part reads. */
  public boolean knows(Event of) {
    if (path == null) {
      return false;
    }
    Map<String, @Nullable Object> properties = of.properties();
    for (String name : path.expression().variables()) {
      if (!taken.containsKey(name) && properties.get(name) == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the path's part holds; not where a value is missing.
   *
   * @throws ExpressionException if it fails on these values
   */
  public boolean holds(Event of, Path<? extends Event> events) throws ExpressionException {
    if (path == null) {
      return true;
    }
    Set<String> names = path.expression().variables();
    Map<String, Object> values = new HashMap<>();
    for (String name : names) {
      TakenValue asked = taken.get(name);
      Object value = asked == null ? of.properties().get(name) : asked.of(events);
      if (value == null) {
        return false;
      }
      values.put(name, value);
    }
    return path.expression().test(values);
  }
}
