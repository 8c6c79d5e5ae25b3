package io.millrace.udfs.rules;

import io.millrace.schemas.avro.AlertState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule remembers of an alert that it opened: enough to update and to clear it.
 *
 * @param openedBy see {@link AlertChange#openedBy}
 * @param level that it has reached; null for a rule without levels
 * @param openedAt epoch milliseconds of event time
 * @param causes the events that opened it, with what the rule reads of them
 */
public record OpenAlert(
    String openedBy,
    long seq,
    String severity,
    @Nullable String level,
    String message,
    long openedAt,
    List<StoredEvent> causes) {

  /** A new alert; nothing is sent yet. */
  public static OpenAlert of(
      Context context, Event opening, long openedAt, String severity, @Nullable String level) {
    return of(context, opening, openedAt, severity, level, Map.of());
  }

  /**
   * The same with values that its message may show.
   *
   * @param extra such as aggregates, by name
   */
  public static OpenAlert of(
      Context context,
      Event opening,
      long openedAt,
      String severity,
      @Nullable String level,
      Map<String, ?> extra) {
    RuleHead rule = context.rule();
    return new OpenAlert(
        opening.id(),
        1,
        severity,
        level,
        rule.message().text(opening, context.key(), extra),
        openedAt,
        List.of(context.kept(opening)));
  }

  /** The alert with its next number, at this severity and level. */
  public OpenAlert next(String nextSeverity, @Nullable String nextLevel) {
    return new OpenAlert(openedBy, seq + 1, nextSeverity, nextLevel, message, openedAt, causes);
  }

  /** What is sent when it opens or changes. */
  public AlertChange change(Context context, AlertState state, String reason, Why why) {
    return change(context, state, AlertChange.NEVER, reason, why);
  }

  /** What is sent when it is over: it has the next number. */
  public AlertChange cleared(Context context, long at, String reason, Why why) {
    return next(severity, level).change(context, AlertState.CLEARED, at, reason, why);
  }

  private AlertChange change(
      Context context, AlertState state, long clearedAt, String reason, Why why) {
    return new AlertChange(
        context.rule(),
        context.key(),
        state,
        openedBy,
        seq,
        severity,
        level,
        message,
        openedAt,
        clearedAt,
        reason,
        why,
        false,
        false);
  }

  /** Its causes and one more. */
  public List<Event> causesAnd(Event event) {
    List<Event> all = new ArrayList<>(causes);
    all.add(event);
    return all;
  }

  public void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeText(openedBy, out);
    PropertyCodec.writeLong(seq, out);
    PropertyCodec.writeText(severity, out);
    PropertyCodec.write(level, out);
    PropertyCodec.writeText(message, out);
    PropertyCodec.writeLong(openedAt, out);
    PropertyCodec.writeCount(causes.size(), out);
    for (StoredEvent cause : causes) {
      cause.write(key, out);
    }
  }

  public static OpenAlert read(Key key, DataInput in) throws IOException {
    String openedBy = PropertyCodec.readText(in);
    long seq = PropertyCodec.readLong(in);
    String severity = PropertyCodec.readText(in);
    String level = (String) PropertyCodec.read(in);
    String message = PropertyCodec.readText(in);
    long openedAt = PropertyCodec.readLong(in);
    int count = PropertyCodec.readCount(in);
    List<StoredEvent> causes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      causes.add(StoredEvent.read(key, in));
    }
    return new OpenAlert(openedBy, seq, severity, level, message, openedAt, List.copyOf(causes));
  }
}
