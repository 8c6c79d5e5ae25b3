package io.millrace.udfs.expression;

import org.jspecify.annotations.Nullable;

/** CEL's conversions of plain values; what else they take is left to CEL's runtime. */
final class Conversions {
  private Conversions() {}

  /** A fraction is cut off. */
  static Object toInt(@Nullable Object value) throws ExpressionException {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Double real) {
      // CEL leaves out both ends, where a double cannot tell what was meant.
      if (!(real > -0x1p63 && real < 0x1p63)) {
        throw ExpressionException.failed(real + " is beyond int");
      }
      return real.longValue();
    }
    if (value instanceof String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw ExpressionException.failed("No int: " + e.getMessage());
      }
    }
    throw new UnsupportedByNodes("int");
  }

  static Object toDouble(@Nullable Object value) throws ExpressionException {
    if (value instanceof Double) {
      return value;
    }
    if (value instanceof Long whole) {
      return whole.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        throw ExpressionException.failed("No double: " + e.getMessage());
      }
    }
    throw new UnsupportedByNodes("double");
  }

  static Object toText(@Nullable Object value) {
    if (value instanceof String) {
      return value;
    }
    if (value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    // CEL writes doubles its own way.
    throw new UnsupportedByNodes("string");
  }

  static Object toBoolean(@Nullable Object value) throws ExpressionException {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return switch (text) {
        case "true", "True", "TRUE", "t", "1" -> true;
        case "false", "False", "FALSE", "f", "0" -> false;
        default -> throw ExpressionException.failed("Neither true nor false: '" + text + "'");
      };
    }
    throw new UnsupportedByNodes("bool");
  }
}
