package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The cells of events in order of time; those of one time in the order in which they came. Indexes
 * count from the oldest that is kept.
 */
final class Samples {
  private static final int USUAL = 8;
  private final int columns;
  private long[] times = new long[USUAL];
  private long[] cells;
  private int head;
  private int end;

  Samples(int columns) {
    this.columns = columns;
    this.cells = new long[USUAL * columns];
  }

  int size() {
    return end - head;
  }

  long at(int index) {
    return times[head + index];
  }

  long cell(int index, int column) {
    return cells[(head + index) * columns + column];
  }

  /**
   * Puts a sample in its place.
   *
   * @return its index
   */
  int insert(long at, long[] row) {
    room();
    int place = end;
    while (place > head && times[place - 1] > at) {
      place--;
    }
    System.arraycopy(times, place, times, place + 1, end - place);
    System.arraycopy(cells, place * columns, cells, (place + 1) * columns, (end - place) * columns);
    times[place] = at;
    System.arraycopy(row, 0, cells, place * columns, columns);
    end++;
    return place - head;
  }

  /** Room for one more: those that were dropped make way before the arrays grow. */
  private void room() {
    if (end < times.length) {
      return;
    }
    int size = size();
    int capacity = head > size ? times.length : 2 * times.length;
    long[] newTimes = new long[capacity];
    long[] newCells = new long[capacity * columns];
    System.arraycopy(times, head, newTimes, 0, size);
    System.arraycopy(cells, head * columns, newCells, 0, size * columns);
    times = newTimes;
    cells = newCells;
    head = 0;
    end = size;
  }

  /** Forgets the oldest. */
  void dropFirst() {
    head++;
  }

  /** Index of the first sample after a time. */
  int firstAfter(long time) {
    int low = head;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - head;
  }

  /** The cells of a column that have a value, from one index to before another, ascending. */
  double[] sorted(int column, int from, int to) {
    double[] values = new double[to - from];
    int found = 0;
    for (int i = from; i < to; i++) {
      long cell = cell(i, column);
      if (cell != Column.MISSING) {
        values[found++] = Double.longBitsToDouble(cell);
      }
    }
    double[] present = Arrays.copyOf(values, found);
    Arrays.sort(present);
    return present;
  }

  void write(DataOutput out) throws IOException {
    PropertyCodec.writeCount(size(), out);
    long before = 0;
    for (int i = 0; i < size(); i++) {
      PropertyCodec.writeLong(at(i) - before, out);
      before = at(i);
      for (int c = 0; c < columns; c++) {
        out.writeLong(cell(i, c));
      }
    }
  }

  static Samples read(int columns, DataInput in) throws IOException {
    Samples samples = new Samples(columns);
    int size = PropertyCodec.readCount(in);
    long[] row = new long[columns];
    long at = 0;
    for (int i = 0; i < size; i++) {
      at += PropertyCodec.readLong(in);
      for (int c = 0; c < columns; c++) {
        row[c] = in.readLong();
      }
      samples.insert(at, row);
    }
    return samples;
  }
}
