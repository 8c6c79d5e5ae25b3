package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a rule whose window ends with each event remembers of a key: the events' cells, for as long
 * as the window and its correction reach back.
 */
final class SlidingState {
  private static final int VERSION = 1;

  private final Samples samples;
  private final RunningColumn[] columns;
  private final Verdicts verdicts;
  private final Causes causes;

  /** Index of the first sample that is in the window of the newest. */
  private int tail;

  /** Nothing is taken before this time: the limit was reached. */
  private long mutedUntil;

  /** When to look whether all of it is too old; not moved by each event. */
  private long cleanup = Long.MIN_VALUE;

  SlidingState(WindowSpec spec) {
    this(
        spec,
        new Samples(spec.columns().size()),
        new Verdicts(),
        new Causes(spec.causes()),
        Long.MIN_VALUE);
  }

  private SlidingState(
      WindowSpec spec, Samples samples, Verdicts verdicts, Causes causes, long mutedUntil) {
    this.samples = samples;
    this.verdicts = verdicts;
    this.causes = causes;
    this.mutedUntil = mutedUntil;
    this.columns = new RunningColumn[spec.columns().size()];
    clearColumns(spec);
  }

  private void clearColumns(WindowSpec spec) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new RunningColumn(spec.columns().get(i).parts());
    }
  }

  Samples samples() {
    return samples;
  }

  Verdicts verdicts() {
    return verdicts;
  }

  Causes causes() {
    return causes;
  }

  int tail() {
    return tail;
  }

  long mutedUntil() {
    return mutedUntil;
  }

  /** Time of the newest sample; least of all where there is none. */
  long newest() {
    return samples.size() == 0 ? Long.MIN_VALUE : samples.at(samples.size() - 1);
  }

  boolean isEmpty() {
    return samples.size() == 0 && verdicts.isEmpty() && mutedUntil == Long.MIN_VALUE;
  }

  /**
   * Takes an event's cells.
   *
   * @return their index
   */
  int insert(long at, long[] cells) {
    int index = samples.insert(at, cells);
    if (index < tail) {
      tail++;
    } else {
      for (int c = 0; c < columns.length; c++) {
        columns[c].add(cells[c]);
      }
    }
    return index;
  }

  /** Moves the window on: samples up to this time leave it. */
  void leave(long until) {
    while (tail < samples.size() && samples.at(tail) <= until) {
      for (int c = 0; c < columns.length; c++) {
        columns[c].remove(samples.cell(tail, c));
      }
      tail++;
    }
  }

  /** Forgets samples up to this time that have left the window. */
  void forget(long until) {
    while (tail > 0 && samples.at(0) <= until) {
      samples.dropFirst();
      tail--;
    }
  }

  /** Forgets the oldest sample, wherever it is. */
  void forgetFirst() {
    leave(samples.at(0));
    samples.dropFirst();
    tail--;
  }

  void mute(long until, WindowSpec spec) {
    while (samples.size() > 0) {
      samples.dropFirst();
    }
    tail = 0;
    clearColumns(spec);
    mutedUntil = until;
  }

  /** The value of an aggregate over the window of the newest. */
  double value(Aggregate aggregate) {
    SampleAggregates window = new SampleAggregates(samples, tail, samples.size());
    return aggregate.column() >= 0 && RunningColumn.computes(aggregate.function())
        ? columns[aggregate.column()].value(aggregate.function(), aggregate.column(), window)
        : window.value(aggregate);
  }

  long cleanup(long reach) {
    if (cleanup == Long.MIN_VALUE) {
      arm(reach);
    }
    return cleanup;
  }

  /** Sets the next look: when the newest is older than what is reached back to. */
  void arm(long reach) {
    long muted = mutedUntil == Long.MIN_VALUE ? Long.MAX_VALUE : mutedUntil;
    cleanup = samples.size() == 0 ? muted : newest() + reach;
  }

  void unmute() {
    mutedUntil = Long.MIN_VALUE;
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    samples.write(out);
    PropertyCodec.writeCount(tail, out);
    verdicts.write(key, out);
    causes.write(key, out);
    PropertyCodec.writeLong(mutedUntil, out);
  }

  static SlidingState read(WindowSpec spec, Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a sliding window's state");
    }
    Samples samples = Samples.read(spec.columns().size(), in);
    int tail = PropertyCodec.readCount(in);
    Verdicts verdicts = Verdicts.read(key, in);
    Causes causes = Causes.read(spec.causes(), key, in);
    SlidingState state =
        new SlidingState(spec, samples, verdicts, causes, PropertyCodec.readLong(in));
    state.tail = tail;
    for (int i = tail; i < samples.size(); i++) {
      for (int c = 0; c < state.columns.length; c++) {
        state.columns[c].add(samples.cell(i, c));
      }
    }
    return state;
  }
}
