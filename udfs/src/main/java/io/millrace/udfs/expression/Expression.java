package io.millrace.udfs.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression; safe for use by many threads. */
public interface Expression {
  /** The variables that it reads. */
  Set<String> variables();

  /** Which parts of a variable it reads. */
  Set<ReadPath> reads(String variable);

  /** The same for the same expression, however it was spaced and bracketed. */
  String canonicalText();

  /** The conditions that it joins with {@code &&}; itself where it joins none. */
  List<Atom> conjuncts();

  /**
   * Its value: Boolean, Long, Double, String, a list or a map of these, null for CEL's null.
   *
   * @param variables values of at least {@link #variables()}; null inside maps is CEL's null
   * @throws ExpressionException if it has none
   */
  @Nullable Object evaluate(Map<String, ?> variables) throws ExpressionException;

  /**
   * Its value as a condition.
   *
   * @throws ExpressionException if it has none, or one that is neither true nor false
   */
  default boolean test(Map<String, ?> variables) throws ExpressionException {
    Object value = evaluate(variables);
    if (value instanceof Boolean holds) {
      return holds;
    }
    throw ExpressionException.failed("The condition gave " + value + ", neither true nor false");
  }
}
