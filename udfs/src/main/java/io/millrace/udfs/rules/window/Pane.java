package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The events of one stretch of time, condensed. Windows are made of whole panes.
 *
 * <p>Epoch milliseconds; of a session, {@code last} grows with it.
 */
final class Pane {
  private long start;
  private long last;
  private long count;
  private final Accumulator[] columns;
  private final Causes causes;

  private Pane(long start, long last, long count, Accumulator[] columns, Causes causes) {
    this.start = start;
    this.last = last;
    this.count = count;
    this.columns = columns;
    this.causes = causes;
  }

  static Pane empty(WindowSpec spec, long start) {
    Accumulator[] columns = new Accumulator[spec.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Accumulator(spec.columns().get(i).parts());
    }
    return new Pane(start, start, 0, columns, new Causes(spec.causes()));
  }

  long start() {
    return start;
  }

  /** Time of its last event. */
  long last() {
    return last;
  }

  long count() {
    return count;
  }

  Causes causes() {
    return causes;
  }

  /**
   * Adds an event.
   *
   * @param cells one a column
   */
  void add(Event event, long[] cells, WindowSpec spec) {
    count++;
    start = Math.min(start, event.timestamp());
    last = Math.max(last, event.timestamp());
    for (int i = 0; i < cells.length; i++) {
      columns[i].add(event.timestamp(), cells[i]);
    }
    causes.add(event, spec);
  }

  void add(Pane other) {
    count += other.count;
    start = Math.min(start, other.start);
    last = Math.max(last, other.last);
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(other.columns[i]);
    }
    causes.addAll(other.causes);
  }

  double value(Aggregate aggregate) {
    return aggregate.column() < 0
        ? count
        : columns[aggregate.column()].value(aggregate.function(), aggregate.percentile());
  }

  void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeLong(start, out);
    PropertyCodec.writeLong(last - start, out);
    PropertyCodec.writeLong(count, out);
    for (Accumulator column : columns) {
      column.write(out);
    }
    causes.write(key, out);
  }

  static Pane read(WindowSpec spec, Key key, DataInput in) throws IOException {
    long start = PropertyCodec.readLong(in);
    long last = start + PropertyCodec.readLong(in);
    long count = PropertyCodec.readLong(in);
    Accumulator[] columns = new Accumulator[spec.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Accumulator.read(spec.columns().get(i).parts(), in);
    }
    return new Pane(start, last, count, columns, Causes.read(spec.causes(), key, in));
  }
}
