package io.millrace.udfs.rules.window;

import java.util.HashSet;
import java.util.Set;

/**
 * Aggregates of a run of samples, computed afresh and without a sketch: percentiles (nearest rank)
 * and distinct counts are exact, as the values are there.
 *
 * @param from index of the first
 * @param to index after the last
 */
record SampleAggregates(Samples samples, int from, int to) {

  double value(Aggregate aggregate) {
    int column = aggregate.column();
    if (column < 0) {
      return to - from;
    }
    return switch (aggregate.function()) {
      case PERCENTILE -> percentile(column, aggregate.percentile());
      case DISTINCT -> distinct(column);
      case COUNT -> count(column);
      case RATE, DELTA -> ends(column).value(aggregate.function(), 0.0);
      case SUM, AVG, MIN, MAX, STDDEV ->
          accumulated(column, aggregate.function().parts()).value(aggregate.function(), 0.0);
    };
  }

  private Accumulator accumulated(int column, int parts) {
    Accumulator accumulator = new Accumulator(parts);
    for (int i = from; i < to; i++) {
      accumulator.add(samples.at(i), samples.cell(i, column));
    }
    return accumulator;
  }

  /** Those of the first and of the last time that has any. */
  private Accumulator ends(int column) {
    Accumulator ends = new Accumulator(Parts.ENDS);
    int first = from;
    while (first < to && samples.cell(first, column) == Column.MISSING) {
      first++;
    }
    for (int i = first; i < to && samples.at(i) == samples.at(first); i++) {
      ends.add(samples.at(i), samples.cell(i, column));
    }
    int last = to - 1;
    while (last > first && samples.cell(last, column) == Column.MISSING) {
      last--;
    }
    for (int i = last; i > first && samples.at(i) == samples.at(last); i--) {
      ends.add(samples.at(i), samples.cell(i, column));
    }
    return ends;
  }

  private double percentile(int column, double percentile) {
    double[] sorted = samples.sorted(column, from, to);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percentile * sorted.length / 100);
    return sorted[Math.max(rank, 1) - 1];
  }

  private long distinct(int column) {
    Set<Long> hashes = new HashSet<>();
    for (int i = from; i < to; i++) {
      if (samples.cell(i, column) != Column.MISSING) {
        hashes.add(samples.cell(i, column));
      }
    }
    return hashes.size();
  }

  private long count(int column) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count += samples.cell(i, column) == Column.MISSING ? 0 : 1;
    }
    return count;
  }
}
