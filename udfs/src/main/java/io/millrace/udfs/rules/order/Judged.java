package io.millrace.udfs.rules.order;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Truths;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;

/**
 * An event that may be judged again.
 *
 * @param draining the version was being replaced when it came
 */
record Judged(HeldEvent held, boolean draining) implements Comparable<Judged> {

  static Judged of(
      Event event, Set<String> reads, Truths truths, int conditions, boolean draining) {
    return new Judged(HeldEvent.of(event, reads, truths, conditions), draining);
  }

  Event event() {
    return held.event();
  }

  long timestamp() {
    return held.event().timestamp();
  }

  /** By time; of the same time by id, so that the order in which they came is no matter. */
  @Override
  public int compareTo(Judged other) {
    int byTime = Long.compare(timestamp(), other.timestamp());
    return byTime != 0 ? byTime : event().id().compareTo(other.event().id());
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeBoolean(draining);
    held.write(key, out);
  }

  static Judged read(Key key, DataInput in) throws IOException {
    boolean draining = in.readBoolean();
    return new Judged(HeldEvent.read(key, in), draining);
  }
}
