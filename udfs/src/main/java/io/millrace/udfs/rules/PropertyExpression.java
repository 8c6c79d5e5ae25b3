package io.millrace.udfs.rules;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the properties of an event.
 *
 * @param source as it was written
 */
public record PropertyExpression(String source, Expression expression) {

  /** Whether an event has every property that this reads. */
  public boolean applies(Event event) {
    Map<String, @Nullable Object> properties = event.properties();
    for (String name : expression.variables()) {
      if (properties.get(name) == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Its value; null where the event lacks a property that it reads.
   *
   * @throws ExpressionException if it has none
   */
  public @Nullable Object value(Event event) throws ExpressionException {
    return applies(event) ? expression.evaluate(event.properties()) : null;
  }
}
