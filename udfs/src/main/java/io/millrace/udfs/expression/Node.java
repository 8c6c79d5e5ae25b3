package io.millrace.udfs.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled part of an expression. Values are as in {@link Expression#evaluate}. */
@FunctionalInterface
interface Node {
  @Nullable Object eval(Map<String, ?> variables) throws ExpressionException;

  /** The value where only true and false are allowed; overridden to spare the box. */
  default boolean test(Map<String, ?> variables) throws ExpressionException {
    if (eval(variables) instanceof Boolean value) {
      return value;
    }
    throw ExpressionException.failed("A condition must be true or false");
  }
}
