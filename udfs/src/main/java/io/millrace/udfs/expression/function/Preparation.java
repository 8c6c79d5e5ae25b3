package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** Parses those arguments that say how a function works: a path, units, a pattern. */
@FunctionalInterface
interface Preparation {
  /**
   * The function for these settings.
   *
   * @param settings in the order of the signature; those that a short call leaves out are too
   * @throws ExpressionException if they are malformed
   */
  FunctionBody prepare(@Nullable Object[] settings) throws ExpressionException;
}
