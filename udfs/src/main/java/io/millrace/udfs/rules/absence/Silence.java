package io.millrace.udfs.rules.absence;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Why;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long one thing has been silent, and what was said of it. */
final class Silence {
  /** What was heard after the present silence, in order; mostly nothing. */
  private final List<Run> ahead = new ArrayList<>(0);

  private StoredEvent last;
  private long since;
  private boolean told;
  private @Nullable OpenAlert open;

  /**
   * @param last the event that was heard last, or the expectation of the first
   */
  private Silence(StoredEvent last) {
    this(last, last.timestamp(), false, null);
  }

  private Silence(StoredEvent last, long since, boolean told, @Nullable OpenAlert open) {
    this.last = last;
    this.since = since;
    this.told = told;
    this.open = open;
  }

  /**
   * A silence that begins with an event. What is only expected cannot have been missed before the
   * rule was in force, nor before the stream came to where it is.
   */
  static Silence from(Event event, Context context) {
    Silence silence = new Silence(context.kept(event));
    if (event instanceof Expected) {
      long begun = Math.max(context.rule().effectiveAt(), context.watermark());
      silence.since = Math.max(silence.since, begun);
    }
    return silence;
  }

  /** From when on silence counts: epoch milliseconds. */
  long since() {
    return since;
  }

  /** Whether the present silence has been told. */
  boolean told() {
    return told;
  }

  boolean isOpen() {
    return open != null;
  }

  /**
   * It was heard. What is older than the last says nothing of the silence since. What comes after a
   * silence that was not told yet waits until event time has come there: something older may still
   * come, or else the silence is told, whatever the pace of the watermark.
   */
  void heard(Event event, AbsenceSpec spec, Context context) {
    if (event.timestamp() < since) {
      return;
    }
    StoredEvent kept = context.kept(event);
    Run run = new Run(kept, kept);
    int at = 0;
    while (at < ahead.size() && ahead.get(at).first().timestamp() <= kept.timestamp()) {
      at++;
    }
    ahead.add(at, run);
    for (int i = ahead.size() - 1; i > 0; i--) {
      if (ahead.get(i - 1).reaches(ahead.get(i), spec)) {
        ahead.set(i - 1, ahead.get(i - 1).and(ahead.remove(i)));
      }
    }
    goOn(spec, context);
  }

  /** Whether it was heard after a silence that is not told. */
  boolean heardAgain() {
    return !ahead.isEmpty();
  }

  /** When: epoch milliseconds; {@link #since} if it was not. */
  long heardAgainAt() {
    return ahead.isEmpty() ? since : ahead.get(0).first().timestamp();
  }

  /** Goes on to what was heard without a silence before, or after one that was told. */
  private void goOn(AbsenceSpec spec, Context context) {
    while (!ahead.isEmpty() && (told || ahead.get(0).first().timestamp() <= spec.due(since))) {
      Run run = ahead.remove(0);
      clear(run.first(), spec, context);
      told = false;
      last = run.last();
      since = Math.max(since, last.timestamp());
    }
  }

  private void clear(StoredEvent by, AbsenceSpec spec, Context context) {
    if (open == null) {
      return;
    }
    boolean never = by.timestamp() < open.openedAt();
    String reason = never ? "an event came late: there was no silence" : "heard again";
    long at = never ? open.openedAt() : by.timestamp();
    AlertChange cleared =
        open.cleared(context, at, reason, Why.of(open.causesAnd(by), spec.thresholds()));
    context.emit(never ? cleared.asCorrected() : cleared);
    open = null;
  }

  /** A silence that cannot be told is over with what was heard after it. */
  void excuseTo(AbsenceSpec spec, Context context) {
    if (!ahead.isEmpty()) {
      excuse(ahead.get(0).first().timestamp(), spec, context);
    }
  }

  /** Silence counts from this time on at the earliest: it was excused until then. */
  void excuse(long until, AbsenceSpec spec, Context context) {
    since = Math.max(since, until);
    goOn(spec, context);
  }

  /** It has been silent for so long that it is told. */
  void tell(AbsenceSpec spec, Context context) {
    RuleHead rule = context.rule();
    String reason =
        last.id().startsWith("expected/")
            ? "never heard from"
            : "silent for " + spec.thresholds().get("for");
    Why why = Why.of(last, spec.thresholds());
    OpenAlert alert =
        new OpenAlert(
            last.id() + "/" + since,
            1,
            rule.severity(),
            null,
            rule.message().text(last, context.key(), Map.of()),
            spec.due(since),
            List.of(last));
    told = true;
    AlertChange change = alert.change(context, AlertState.OPEN, reason, why);
    if (rule.mode() == RuleHead.Mode.EACH) {
      context.emit(change.asFinal());
    } else {
      context.emit(change);
      open = alert;
    }
    goOn(spec, context);
  }

  /** Clears what is open. */
  void end(long at, String reason, AbsenceSpec spec, Context context) {
    if (open != null) {
      Why why = Why.of(List.<Event>copyOf(open.causes()), spec.thresholds());
      context.emit(open.cleared(context, at, reason, why));
      open = null;
    }
  }

  void write(Key key, DataOutput out) throws IOException {
    last.write(key, out);
    PropertyCodec.writeLong(since - last.timestamp(), out);
    out.writeByte((told ? 1 : 0) | (open != null ? 2 : 0));
    if (open != null) {
      open.write(key, out);
    }
    PropertyCodec.writeCount(ahead.size(), out);
    for (Run run : ahead) {
      run.write(key, out);
    }
  }

  static Silence read(Key key, DataInput in) throws IOException {
    StoredEvent last = StoredEvent.read(key, in);
    long since = last.timestamp() + PropertyCodec.readLong(in);
    int flags = in.readByte();
    OpenAlert open = (flags & 2) != 0 ? OpenAlert.read(key, in) : null;
    Silence silence = new Silence(last, since, (flags & 1) != 0, open);
    int runs = PropertyCodec.readCount(in);
    for (int i = 0; i < runs; i++) {
      silence.ahead.add(Run.read(key, in));
    }
    return silence;
  }
}
