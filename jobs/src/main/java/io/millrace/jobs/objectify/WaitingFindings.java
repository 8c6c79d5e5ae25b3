package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.ObjectFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.TimerService;

/**
 * Findings that opened just now, of the present key. Rows come in any order, so what is not there
 * often is a moment later: of a table that is loaded before the one it refers to, every row would
 * be told of twice.
 */
final class WaitingFindings {
  /** Timers of a key within this time are one. */
  private static final long STEP_MILLIS = 1_000;

  /** By the finding's id: when it is due, and what is to be told. */
  private static final MapStateDescriptor<String, Tuple2<Long, ObjectFinding>> WAITING =
      new MapStateDescriptor<>(
          "waiting-findings",
          Types.STRING,
          Types.TUPLE(Types.LONG, new AvroTypeInfo<>(ObjectFinding.class)));

  private final MapState<String, Tuple2<Long, ObjectFinding>> waiting;
  private final long delayMillis;

  private WaitingFindings(MapState<String, Tuple2<Long, ObjectFinding>> waiting, long delayMillis) {
    this.waiting = waiting;
    this.delayMillis = delayMillis;
  }

  static WaitingFindings of(RuntimeContext context, Duration delay) {
    return new WaitingFindings(context.getMapState(WAITING), delay.toMillis());
  }

  /**
   * Whether this is to be told at once. What opens waits; what closes before it was told has never
   * been.
   */
  boolean passes(ObjectFinding finding, TimerService timers) throws Exception {
    if (delayMillis == 0) {
      return true;
    }
    String id = finding.getId();
    if (!finding.getOpen()) {
      boolean untold = waiting.contains(id);
      if (untold) {
        waiting.remove(id);
      }
      return !untold;
    }
    long due = (timers.currentProcessingTime() + delayMillis) / STEP_MILLIS * STEP_MILLIS;
    waiting.put(id, Tuple2.of(due + STEP_MILLIS, finding));
    timers.registerProcessingTimeTimer(due + STEP_MILLIS);
    return false;
  }

  /** Takes out what has waited for long enough. */
  List<ObjectFinding> due(long time) throws Exception {
    List<ObjectFinding> due = new ArrayList<>();
    Iterator<Tuple2<Long, ObjectFinding>> all = waiting.values().iterator();
    while (all.hasNext()) {
      Tuple2<Long, ObjectFinding> next = all.next();
      if (next.f0 <= time) {
        due.add(next.f1);
        all.remove();
      }
    }
    return due;
  }
}
