package io.millrace.udfs.rules.window;

import java.util.Locale;
import java.util.Optional;

/** What can be computed of the values in a window. */
enum AggregateFunction {
  /** Values, or events where no value is named. */
  COUNT(0),
  SUM(Parts.SUM),
  AVG(Parts.SUM),
  MIN(Parts.EXTREMES),
  MAX(Parts.EXTREMES),
  /** Of the population: the divisor is the count. */
  STDDEV(Parts.SUM | Parts.SQUARES),
  PERCENTILE(Parts.QUANTILES),
  DISTINCT(Parts.DISTINCT),
  /** Last value minus first, a second of event time. */
  RATE(Parts.ENDS),
  /** Last value minus first. */
  DELTA(Parts.ENDS);

  private final int parts;

  AggregateFunction(int parts) {
    this.parts = parts;
  }

  /** What of {@link Parts} it is computed from. */
  int parts() {
    return parts;
  }

  /** Whether it takes any value; the others take numbers. */
  boolean anyValue() {
    return this == DISTINCT || this == COUNT;
  }

  /** Whether it gives whole numbers. */
  boolean whole() {
    return this == COUNT || this == DISTINCT;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<AggregateFunction> of(String word) {
    for (AggregateFunction function : values()) {
      if (function.word().equals(word)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
