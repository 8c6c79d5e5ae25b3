package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.rules.pattern.TakenValue.Function;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic over values that were taken; whole numbers stay whole, but for their mean. */
final class Numbers {
  private Numbers() {}

  /** Null where there is no value: of no numbers, or of what is no number; the sum of none is 0. */
  static @Nullable Object of(Function function, List<Object> values) {
    boolean whole = true;
    for (Object value : values) {
      if (!(value instanceof Number)) {
        return null;
      }
      whole &= value instanceof Long;
    }
    if (values.isEmpty()) {
      return function == Function.SUM ? (Object) 0.0 : null;
    }
    return whole && function != Function.AVG
        ? (Object) ofWhole(function, values)
        : (Object) ofFractions(function, values);
  }

  private static double ofFractions(Function function, List<Object> values) {
    double result = ((Number) values.get(0)).doubleValue();
    for (Object value : values.subList(1, values.size())) {
      double next = ((Number) value).doubleValue();
      result =
          switch (function) {
            case MIN -> Math.min(result, next);
            case MAX -> Math.max(result, next);
            default -> result + next;
          };
    }
    return function == Function.AVG ? result / values.size() : result;
  }

  private static long ofWhole(Function function, List<Object> values) {
    long result = ((Number) values.get(0)).longValue();
    for (Object value : values.subList(1, values.size())) {
      long next = ((Number) value).longValue();
      result =
          switch (function) {
            case MIN -> Math.min(result, next);
            case MAX -> Math.max(result, next);
            default -> result + next;
          };
    }
    return result;
  }
}
