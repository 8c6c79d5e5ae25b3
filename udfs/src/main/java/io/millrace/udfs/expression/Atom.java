package io.millrace.udfs.expression;

import java.util.Set;

/** One of the conditions that a condition joins with {@code &&}, in a form that can be indexed. */
public sealed interface Atom {

  /**
   * A variable is one of these values.
   *
   * @param values String, Boolean, Long, or Double where no Long is equal; none is NaN
   */
  record Equal(String variable, Set<Object> values) implements Atom {}

  /**
   * A variable lies beyond a bound, which is finite. {@code >=} and {@code <=} are told by the next
   * double: {@code v >= b} holds just where {@code v > nextDown(b)} does.
   *
   * @param above whether it must be greater; else it must be less
   */
  record Range(String variable, boolean above, double bound) implements Atom {}

  /**
   * Anything else.
   *
   * @param text the same for the same expression, however it was written
   */
  record Other(String text, Expression expression) implements Atom {}

  /** A number as {@link Equal} has it: equal numbers become equal objects. */
  static Object normal(Object value) {
    if (value instanceof Double number) {
      double real = number;
      boolean whole = real == Math.rint(real) && Math.abs(real) < 0x1p63;
      return whole ? (Object) (long) real : number;
    }
    return value;
  }
}
