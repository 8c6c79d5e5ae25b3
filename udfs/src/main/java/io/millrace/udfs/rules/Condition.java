package io.millrace.udfs.rules;

import io.millrace.udfs.expression.ExpressionException;

/** A yes-or-no expression over the properties of an event. */
public record Condition(PropertyExpression expression) {

  public String source() {
    return expression.source();
  }

  /**
   * What it says of an event.
   *
   * @throws ExpressionException if it fails on these values
   */
  public Truth truth(Event event) throws ExpressionException {
    if (!expression.applies(event)) {
      return Truth.UNKNOWN;
    }
    return expression.expression().test(event.properties()) ? Truth.TRUE : Truth.FALSE;
  }
}
