package io.millrace.udfs.rules.threshold;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.Truth;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.Why;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens an alert when the condition holds, clears it when it no longer does. */
final class ThresholdProcess implements RuleProcess<OpenAlert> {
  private static final int VERSION = 1;
  private final RuleHead head;
  private final boolean ownClear;
  private final Map<String, String> thresholds;

  ThresholdProcess(RuleHead head, List<Condition> conditions) {
    this.head = head;
    this.ownClear = conditions.size() > 1;
    this.thresholds =
        ownClear
            ? Map.of("condition", conditions.get(0).source(), "clear", conditions.get(1).source())
            : Map.of("condition", conditions.get(0).source());
  }

  @Override
  public @Nullable OpenAlert onEvent(
      @Nullable OpenAlert open, Event event, Truths truths, Context context) {
    if (open == null) {
      return truths.holds(0) && !context.draining() ? opened(event, context) : null;
    }
    Truth clear = truths.of(ownClear ? 1 : 0);
    if (clear != (ownClear ? Truth.TRUE : Truth.FALSE)) {
      return open;
    }
    String reason = ownClear ? "clear condition holds" : "condition no longer holds";
    context.emit(
        open.cleared(
            context, event.timestamp(), reason, Why.of(open.causesAnd(event), thresholds)));
    return null;
  }

  private @Nullable OpenAlert opened(Event event, Context context) {
    Why why = Why.of(event, thresholds);
    if (head.mode() == RuleHead.Mode.EACH) {
      context.emit(AlertChange.match(context, event, "condition holds", why));
      return null;
    }
    OpenAlert open = OpenAlert.of(context, event, event.timestamp(), head.severity(), null);
    context.emit(open.change(context, AlertState.OPEN, "condition holds", why));
    return open;
  }

  @Override
  public @Nullable OpenAlert onTime(OpenAlert open, long now, Context context) {
    return open;
  }

  @Override
  public long nextTimer(OpenAlert open) {
    return Long.MAX_VALUE;
  }

  @Override
  public void end(OpenAlert open, long at, String reason, Context context) {
    context.emit(open.cleared(context, at, reason, Why.of(List.copyOf(open.causes()), thresholds)));
  }

  @Override
  public Carry carries(Rule old) {
    return old.process() instanceof ThresholdProcess
        ? new Carry.Allowed()
        : new Carry.Refused("it was of kind " + old.head().kind());
  }

  @Override
  public @Nullable OpenAlert carry(Object state, Rule old, Context context) {
    return (OpenAlert) state;
  }

  @Override
  public void write(OpenAlert open, Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    open.write(key, out);
  }

  @Override
  public OpenAlert read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a threshold's state");
    }
    return OpenAlert.read(key, in);
  }
}
