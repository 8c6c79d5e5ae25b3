package io.millrace.udfs.expression;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression; safe for use by many threads. */
public interface Expression {
  /** The variables that it reads. */
  Set<String> variables();

  /**
   * Its value: Boolean, Long, Double, String, a list or a map of these, null for CEL's null.
   *
   * @param variables values of at least {@link #variables()}; null inside maps is CEL's null
   * @throws ExpressionException if it has none
   */
  @Nullable Object evaluate(Map<String, ?> variables) throws ExpressionException;
}
