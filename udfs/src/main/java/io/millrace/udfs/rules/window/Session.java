package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One session: its events, and up to which end it has been judged. */
final class Session {
  private final Pane events;
  private final String name;
  private long judgedEnd;

  /** Not after its end; moved there when it fires, so that not each event moves a timer. */
  private long timer = Long.MIN_VALUE;

  /**
   * @param name tells it from the key's others whatever joins it: id of the event that began it
   */
  Session(Pane events, String name) {
    this(events, name, Long.MIN_VALUE);
  }

  private Session(Pane events, String name, long judgedEnd) {
    this.events = events;
    this.name = name;
    this.judgedEnd = judgedEnd;
  }

  Pane events() {
    return events;
  }

  String name() {
    return name;
  }

  /** The first time at which an event would no longer belong to it. */
  long end(long gap) {
    return events.last() + gap;
  }

  /** Whether an event at this time would belong to it. */
  boolean reaches(long time, long gap) {
    return time > events.start() - gap && time < end(gap);
  }

  boolean judged(long gap) {
    return judgedEnd == end(gap);
  }

  /** When to look whether it has ended: at its end or before. */
  long timer(long gap, long lateness) {
    if (timer == Long.MIN_VALUE) {
      arm(gap, lateness);
    }
    return timer;
  }

  void arm(long gap, long lateness) {
    timer = judged(gap) ? end(gap) + lateness : end(gap);
  }

  void judgedTo(long end) {
    judgedEnd = end;
  }

  void write(Key key, DataOutput out) throws IOException {
    events.write(key, out);
    PropertyCodec.writeText(name, out);
    out.writeLong(judgedEnd);
  }

  static Session read(WindowSpec spec, Key key, DataInput in) throws IOException {
    return new Session(Pane.read(spec, key, in), PropertyCodec.readText(in), in.readLong());
  }
}
