package io.millrace.udfs.rules;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import java.util.Map;

/** A yes-or-no expression over the properties of an observation. */
record Condition(Expression expression) {

  /** Whether an observation has every property that this reads. */
  boolean applies(Map<String, Object> properties) {
    for (String name : expression.variables()) {
      if (properties.get(name) == null) {
        return false;
      }
    }
    return true;
  }

  boolean holds(Map<String, Object> properties) throws ExpressionException {
    return expression.test(properties);
  }
}
