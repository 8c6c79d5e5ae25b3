package io.millrace.udfs.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CEL's equality and order over plain values; numbers compare as on one number line. */
public final class Comparison {
  /** What a comparison with NaN gives: neither less, equal nor greater. */
  public static final int UNORDERED = Integer.MIN_VALUE;

  private static final double TWO_TO_63 = 0x1p63;

  private Comparison() {}

  /**
   * Negative, zero, positive or {@link #UNORDERED}.
   *
   * @throws ExpressionException if values of these types have no order
   */
  public static int compare(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    if (a instanceof Double x) {
      if (b instanceof Double y) {
        return doubles(x, y);
      }
      if (b instanceof Long y) {
        return Double.isNaN(x) ? UNORDERED : -longAndDouble(y, x);
      }
    } else if (a instanceof Long x) {
      if (b instanceof Long y) {
        return Long.compare(x, y);
      }
      if (b instanceof Double y) {
        return Double.isNaN(y) ? UNORDERED : longAndDouble(x, y);
      }
    } else if (a instanceof String x && b instanceof String y) {
      return strings(x, y);
    } else if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    throw noOverload("compare", a, b);
  }

  static boolean less(int order) {
    return order < 0 && order != UNORDERED;
  }

  static boolean atMost(int order) {
    return order <= 0 && order != UNORDERED;
  }

  /** Whether they are equal; values of different types are not, numbers are by value. */
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return numbersEqual(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return listsEqual(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return mapsEqual(x, y);
    }
    return Objects.equals(a, b);
  }

  static ExpressionException noOverload(String operator, @Nullable Object... operands) {
    StringBuilder types = new StringBuilder();
    for (Object operand : operands) {
      types.append(types.isEmpty() ? "" : ", ").append(typeName(operand));
    }
    return ExpressionException.failed("Cannot " + operator + " (" + types + ")");
  }

  private static String typeName(@Nullable Object value) {
    if (value instanceof Long) {
      return "int";
    }
    return value == null
        ? "null"
        : value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  private static int doubles(double x, double y) {
    if (x < y) {
      return -1;
    }
    return x > y ? 1 : x == y ? 0 : UNORDERED;
  }

  /** Exact, where a cast to double would round the long; the double is not NaN. */
  private static int longAndDouble(long x, double y) {
    if (y >= TWO_TO_63) {
      return -1;
    }
    if (y < -TWO_TO_63) {
      return 1;
    }
    int whole = Long.compare(x, (long) y);
    if (whole != 0) {
      return whole;
    }
    double fraction = y - (double) (long) y;
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
  }

  /** By code point, as UTF-8 would sort; String.compareTo sorts by UTF-16 unit. */
  private static int strings(String x, String y) {
    int end = Math.min(x.length(), y.length());
    for (int i = 0; i < end; i++) {
      char c = x.charAt(i);
      char d = y.charAt(i);
      if (c != d) {
        boolean surrogates = Character.isSurrogate(c) != Character.isSurrogate(d);
        return surrogates ? (Character.isSurrogate(c) ? 1 : -1) : Character.compare(c, d);
      }
    }
    return Integer.compare(x.length(), y.length());
  }

  private static boolean numbersEqual(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    boolean first = a instanceof Long;
    double real = first ? b.doubleValue() : a.doubleValue();
    return !Double.isNaN(real) && longAndDouble(first ? a.longValue() : b.longValue(), real) == 0;
  }

  private static boolean listsEqual(List<?> x, List<?> y) {
    if (x.size() != y.size()) {
      return false;
    }
    for (int i = 0; i < x.size(); i++) {
      if (!equal(x.get(i), y.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean mapsEqual(Map<?, ?> x, Map<?, ?> y) {
    if (x.size() != y.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : x.entrySet()) {
      if (!y.containsKey(entry.getKey()) || !equal(entry.getValue(), y.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
