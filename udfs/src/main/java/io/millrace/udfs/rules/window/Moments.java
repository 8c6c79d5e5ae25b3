package io.millrace.udfs.rules.window;

import org.jspecify.annotations.Nullable;

/** Aggregates that are computed from several parts. NaN where there is no value. */
final class Moments {
  private static final double MILLIS = 1000.0;

  private Moments() {}

  /**
   * Standard deviation of the population. The variance is (n·Σx² − (Σx)²) / n², whose numerator
   * would cancel to nothing for large values close together; in exact sums it does not.
   */
  static double stddev(long count, @Nullable ExactSum sum, @Nullable ExactSum squares) {
    if (count == 0 || sum == null || squares == null) {
      return Double.NaN;
    }
    ExactSum numerator = new ExactSum();
    numerator.addScaled(squares, count);
    numerator.subtractSquare(sum);
    return Math.sqrt(Math.max(0.0, numerator.value())) / count;
  }

  /** Change a second of event time between the first and the last value. */
  static double rate(long firstAt, double first, long lastAt, double last, long count) {
    return count == 0 || lastAt <= firstAt
        ? Double.NaN
        : (last - first) / ((lastAt - firstAt) / MILLIS);
  }
}
