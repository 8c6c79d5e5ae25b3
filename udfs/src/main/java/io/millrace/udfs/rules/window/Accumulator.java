package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one pane, condensed to the {@link Parts} that some aggregate needs.
 * What it holds depends on the values and their times, not on the order in which they came, so
 * panes can be filled late and merged in any order.
 */
final class Accumulator {
  private final int parts;
  private long count;
  private final @Nullable ExactSum sum;
  private final @Nullable ExactSum squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long firstAt = Long.MAX_VALUE;
  private double first;
  private long lastAt = Long.MIN_VALUE;
  private double last;
  private final @Nullable Quantiles quantiles;
  private final @Nullable Distinct distinct;

  Accumulator(int parts) {
    this(
        parts,
        has(parts, Parts.SUM) ? new ExactSum() : null,
        has(parts, Parts.SQUARES) ? new ExactSum() : null,
        has(parts, Parts.QUANTILES) ? new Quantiles() : null,
        has(parts, Parts.DISTINCT) ? new Distinct() : null);
  }

  private Accumulator(
      int parts,
      @Nullable ExactSum sum,
      @Nullable ExactSum squares,
      @Nullable Quantiles quantiles,
      @Nullable Distinct distinct) {
    this.parts = parts;
    this.sum = sum;
    this.squares = squares;
    this.quantiles = quantiles;
    this.distinct = distinct;
  }

  /**
   * Adds what an event has in this column; nothing where it has none.
   *
   * @param cell see {@link Column}
   */
  void add(long at, long cell) {
    if (cell == Column.MISSING) {
      return;
    }
    count++;
    if (distinct != null) {
      distinct.add(cell);
    }
    if (parts != 0 && parts != Parts.DISTINCT) {
      addNumber(at, Double.longBitsToDouble(cell));
    }
  }

  private void addNumber(long at, double value) {
    if (sum != null) {
      sum.add(value);
    }
    if (squares != null) {
      squares.addProduct(value, value);
    }
    min = Math.min(min, value);
    max = Math.max(max, value);
    start(at, value);
    end(at, value);
    if (quantiles != null) {
      quantiles.add(value);
    }
  }

  /** Of values at one time, the lesser counts as the first and the greater as the last. */
  private void start(long at, double value) {
    if (at < firstAt || (at == firstAt && value < first)) {
      firstAt = at;
      first = value;
    }
  }

  private void end(long at, double value) {
    if (at > lastAt || (at == lastAt && value > last)) {
      lastAt = at;
      last = value;
    }
  }

  void add(Accumulator other) {
    count += other.count;
    if (sum != null && other.sum != null) {
      sum.add(other.sum);
    }
    if (squares != null && other.squares != null) {
      squares.add(other.squares);
    }
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    start(other.firstAt, other.first);
    end(other.lastAt, other.last);
    if (quantiles != null && other.quantiles != null) {
      quantiles.add(other.quantiles);
    }
    if (distinct != null && other.distinct != null) {
      distinct.add(other.distinct);
    }
  }

  /** The value of an aggregate of this column; NaN where it has none. */
  double value(AggregateFunction function, double percentile) {
    return switch (function) {
      case COUNT -> count;
      case DISTINCT -> distinct == null ? Double.NaN : distinct.count();
      case SUM -> sum == null ? Double.NaN : sum.value();
      case AVG -> sum == null || count == 0 ? Double.NaN : sum.value() / count;
      case STDDEV -> Moments.stddev(count, sum, squares);
      case MIN -> count == 0 ? Double.NaN : min;
      case MAX -> count == 0 ? Double.NaN : max;
      case PERCENTILE -> quantiles == null || count == 0 ? Double.NaN : quantiles.at(percentile);
      case DELTA -> count == 0 ? Double.NaN : last - first;
      case RATE -> Moments.rate(firstAt, first, lastAt, last, count);
    };
  }

  void write(DataOutput out) throws IOException {
    PropertyCodec.writeLong(count, out);
    if (sum != null) {
      sum.write(out);
    }
    if (squares != null) {
      squares.write(out);
    }
    if (count > 0 && has(parts, Parts.EXTREMES)) {
      out.writeDouble(min);
      out.writeDouble(max);
    }
    if (count > 0 && has(parts, Parts.ENDS)) {
      PropertyCodec.writeLong(firstAt, out);
      out.writeDouble(first);
      PropertyCodec.writeLong(lastAt - firstAt, out);
      out.writeDouble(last);
    }
    if (quantiles != null) {
      quantiles.write(out);
    }
    if (distinct != null) {
      distinct.write(out);
    }
  }

  static Accumulator read(int parts, DataInput in) throws IOException {
    long count = PropertyCodec.readLong(in);
    ExactSum sum = has(parts, Parts.SUM) ? ExactSum.read(in) : null;
    ExactSum squares = has(parts, Parts.SQUARES) ? ExactSum.read(in) : null;
    double[] numbers = new double[4];
    long[] times = {Long.MAX_VALUE, Long.MIN_VALUE};
    if (count > 0) {
      readNumbers(parts, in, numbers, times);
    }
    Accumulator read =
        new Accumulator(
            parts,
            sum,
            squares,
            has(parts, Parts.QUANTILES) ? Quantiles.read(in) : null,
            has(parts, Parts.DISTINCT) ? Distinct.read(in) : null);
    read.count = count;
    if (count > 0 && has(parts, Parts.EXTREMES)) {
      read.min = numbers[0];
      read.max = numbers[1];
    }
    read.firstAt = times[0];
    read.first = numbers[2];
    read.lastAt = times[1];
    read.last = numbers[3];
    return read;
  }

  private static void readNumbers(int parts, DataInput in, double[] numbers, long[] times)
      throws IOException {
    if (has(parts, Parts.EXTREMES)) {
      numbers[0] = in.readDouble();
      numbers[1] = in.readDouble();
    }
    if (has(parts, Parts.ENDS)) {
      times[0] = PropertyCodec.readLong(in);
      numbers[2] = in.readDouble();
      times[1] = times[0] + PropertyCodec.readLong(in);
      numbers[3] = in.readDouble();
    }
  }

  private static boolean has(int parts, int part) {
    return (parts & part) != 0;
  }
}
