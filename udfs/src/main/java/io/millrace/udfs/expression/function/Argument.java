package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads arguments by type. */
final class Argument {
  private Argument() {}

  static String text(@Nullable Object value) throws ExpressionException {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a text", value);
  }

  static long whole(@Nullable Object value) throws ExpressionException {
    if (value instanceof Long number) {
      return number;
    }
    throw wrong("a whole number", value);
  }

  /** A whole number within bounds, both included. */
  static int within(@Nullable Object value, int least, int most, String what)
      throws ExpressionException {
    long number = whole(value);
    if (number < least || number > most) {
      throw ExpressionException.failed(
          what + " must be from " + least + " to " + most + " but is " + number);
    }
    return (int) number;
  }

  /** A number, whole ones too, as a double. */
  static double real(@Nullable Object value) throws ExpressionException {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof Long number) {
      return number;
    }
    throw wrong("a number", value);
  }

  static double finite(double result, String function) throws ExpressionException {
    if (Double.isFinite(result)) {
      return result;
    }
    throw ExpressionException.failed(function + "() gives " + result);
  }

  static List<?> list(@Nullable Object value) throws ExpressionException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong("a list", value);
  }

  static ExpressionException wrong(String wanted, @Nullable Object value) {
    String is = value == null ? "null" : value.getClass().getSimpleName();
    return ExpressionException.failed("Wanted " + wanted + ", not " + is);
  }
}
