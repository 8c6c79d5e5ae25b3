package io.millrace.udfs.rules.pattern.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over the events that a stage has taken. */
final class Aggregates {
  private Aggregates() {}

  /** Null where the function has no value for no events. */
  static @Nullable Object of(String function, List<Object> values) {
    if (values.isEmpty()) {
      return function.equals("sum") ? (Object) 0.0 : null;
    }
    return switch (function) {
      case "first" -> values.get(0);
      case "last" -> values.get(values.size() - 1);
      case "sum" -> values.stream().mapToDouble(Aggregates::number).sum();
      case "avg" -> values.stream().mapToDouble(Aggregates::number).average().orElseThrow();
      case "min" -> values.stream().mapToDouble(Aggregates::number).min().orElseThrow();
      case "max" -> values.stream().mapToDouble(Aggregates::number).max().orElseThrow();
      default -> throw new UnknownFeatureException(function);
    };
  }

  private static double number(Object value) {
    return value instanceof Double number ? number : Double.NaN;
  }
}
