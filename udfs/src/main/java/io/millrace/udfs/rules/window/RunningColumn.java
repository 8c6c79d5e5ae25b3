package io.millrace.udfs.rules.window;

/**
 * Aggregates of one column of a window that slides: values come in and go out. As sums are exact,
 * it says the same as if the window were computed afresh.
 */
final class RunningColumn {
  private final int parts;
  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private long count;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** An extreme went out: it must be looked for. */
  private boolean stale;

  RunningColumn(int parts) {
    this.parts = parts;
  }

  static boolean computes(AggregateFunction function) {
    return switch (function) {
      case COUNT, SUM, AVG, STDDEV, MIN, MAX -> true;
      case PERCENTILE, DISTINCT, RATE, DELTA -> false;
    };
  }

  void add(long cell) {
    if (cell == Column.MISSING) {
      return;
    }
    count++;
    double value = Double.longBitsToDouble(cell);
    if ((parts & Parts.SUM) != 0) {
      sum.add(value);
    }
    if ((parts & Parts.SQUARES) != 0) {
      squares.addProduct(value, value);
    }
    if ((parts & Parts.EXTREMES) != 0) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }

  void remove(long cell) {
    if (cell == Column.MISSING) {
      return;
    }
    count--;
    double value = Double.longBitsToDouble(cell);
    if ((parts & Parts.SUM) != 0) {
      sum.subtract(value);
    }
    if ((parts & Parts.SQUARES) != 0) {
      squares.subtractProduct(value, value);
    }
    stale |= (parts & Parts.EXTREMES) != 0 && (value <= min || value >= max);
  }

  /**
   * The value of an aggregate that it {@link #computes}; NaN where it has none.
   *
   * @param window the values that are in
   */
  double value(AggregateFunction function, int column, SampleAggregates window) {
    if (stale && (function == AggregateFunction.MIN || function == AggregateFunction.MAX)) {
      look(column, window);
    }
    return switch (function) {
      case COUNT -> count;
      case SUM -> sum.value();
      case AVG -> count == 0 ? Double.NaN : sum.value() / count;
      case STDDEV -> Moments.stddev(count, sum, squares);
      case MIN -> count == 0 ? Double.NaN : min;
      case MAX -> count == 0 ? Double.NaN : max;
      case PERCENTILE, DISTINCT, RATE, DELTA ->
          throw new IllegalArgumentException(function + " is not kept while a window slides");
    };
  }

  private void look(int column, SampleAggregates window) {
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    for (int i = window.from(); i < window.to(); i++) {
      long cell = window.samples().cell(i, column);
      if (cell != Column.MISSING) {
        min = Math.min(min, Double.longBitsToDouble(cell));
        max = Math.max(max, Double.longBitsToDouble(cell));
      }
    }
    stale = false;
  }
}
