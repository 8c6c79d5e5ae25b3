package io.millrace.udfs.expression;

import java.util.Map;

/** A node whose value is true or false. */
@FunctionalInterface
interface BooleanNode extends Node {
  @Override
  boolean test(Map<String, ?> variables) throws ExpressionException;

  @Override
  default Object eval(Map<String, ?> variables) throws ExpressionException {
    return test(variables);
  }
}
