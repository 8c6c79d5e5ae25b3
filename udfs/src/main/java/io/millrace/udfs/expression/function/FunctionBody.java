package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** What a function computes of its arguments. Values are as in an expression's. */
@FunctionalInterface
public interface FunctionBody {
  /**
   * The function's value.
   *
   * @param arguments all of them, in the order of the signature
   * @throws ExpressionException if there is none
   */
  @Nullable Object apply(@Nullable Object[] arguments) throws ExpressionException;
}
