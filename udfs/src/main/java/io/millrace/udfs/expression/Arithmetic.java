package io.millrace.udfs.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CEL's arithmetic: whole numbers that overflow are errors, and types do not mix. */
final class Arithmetic {
  private Arithmetic() {}

  static Object add(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    if (a instanceof Double x && b instanceof Double y) {
      return x + y;
    }
    if (a instanceof String x && b instanceof String y) {
      return x + y;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      List<@Nullable Object> both = new ArrayList<>(x);
      both.addAll(y);
      return both;
    }
    return whole("+", a, b, Math::addExact);
  }

  static Object subtract(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    if (a instanceof Double x && b instanceof Double y) {
      return x - y;
    }
    return whole("-", a, b, Math::subtractExact);
  }

  static Object multiply(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    if (a instanceof Double x && b instanceof Double y) {
      return x * y;
    }
    return whole("*", a, b, Math::multiplyExact);
  }

  static Object divide(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    if (a instanceof Double x && b instanceof Double y) {
      return x / y;
    }
    return whole("/", a, b, Arithmetic::quotient);
  }

  static Object modulo(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    return whole("%", a, b, (x, y) -> x % y);
  }

  static Object negate(@Nullable Object a) throws ExpressionException {
    if (a instanceof Double x) {
      return -x;
    }
    return whole("-", 0L, a, Math::subtractExact);
  }

  @FunctionalInterface
  private interface Whole {
    long apply(long x, long y);
  }

  private static Long whole(String operator, @Nullable Object a, @Nullable Object b, Whole apply)
      throws ExpressionException {
    if (!(a instanceof Long x) || !(b instanceof Long y)) {
      throw Comparison.noOverload(operator, a, b);
    }
    try {
      return apply.apply(x, y);
    } catch (ArithmeticException e) {
      throw ExpressionException.failed(x + " " + operator + " " + y + ": " + e.getMessage());
    }
  }

  private static long quotient(long x, long y) {
    if (x == Long.MIN_VALUE && y == -1) {
      throw new ArithmeticException("long overflow");
    }
    return x / y;
  }
}
