package io.millrace.udfs.rules.order;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Why;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert and when it was over.
 *
 * @param alert as it was told last
 * @param clearedAt {@link AlertChange#NEVER} while it is open
 * @param withdrawn it was told, and should not have been
 */
record AlertSpan(OpenAlert alert, long clearedAt, boolean withdrawn) {

  /** What a change makes of it; of the first, null. */
  static AlertSpan after(@Nullable AlertSpan known, AlertChange change, Set<String> reads) {
    List<StoredEvent> causes = known == null ? causes(change, reads) : known.alert.causes();
    OpenAlert alert =
        new OpenAlert(
            change.openedBy(),
            change.seq(),
            change.severity(),
            change.level(),
            change.text(),
            change.openedAt(),
            causes);
    boolean over = change.state() == AlertState.CLEARED;
    return new AlertSpan(alert, over ? change.clearedAt() : AlertChange.NEVER, false);
  }

  private static List<StoredEvent> causes(AlertChange change, Set<String> reads) {
    List<StoredEvent> causes = new ArrayList<>();
    for (Event cause : change.why().causes()) {
      causes.add(StoredEvent.of(cause, reads));
    }
    return List.copyOf(causes);
  }

  boolean isOpen() {
    return clearedAt == AlertChange.NEVER;
  }

  /** When it changed last. */
  long last() {
    return Math.max(alert.openedAt(), clearedAt);
  }

  /** Whether there is nothing to tell of the other to who knows this one. */
  boolean tells(AlertSpan other) {
    return !withdrawn
        && clearedAt == other.clearedAt
        && alert.openedAt() == other.alert.openedAt()
        && alert.severity().equals(other.alert.severity())
        && Objects.equals(alert.level(), other.alert.level());
  }

  /** The other, told after this one. */
  AlertSpan becomes(AlertSpan other) {
    return new AlertSpan(numbered(other.alert, alert.seq() + 1), other.clearedAt, false);
  }

  /** It was over as soon as it began. */
  AlertSpan withdraw() {
    return new AlertSpan(numbered(alert, alert.seq() + 1), alert.openedAt(), true);
  }

  /** As it is told first, while it is open. */
  AlertSpan opening(long seq) {
    return new AlertSpan(numbered(alert, seq), AlertChange.NEVER, false);
  }

  private static OpenAlert numbered(OpenAlert alert, long seq) {
    return new OpenAlert(
        alert.openedBy(),
        seq,
        alert.severity(),
        alert.level(),
        alert.message(),
        alert.openedAt(),
        alert.causes());
  }

  /** What is sent of it. */
  AlertChange corrected(Context context, AlertState state, String reason, Why why) {
    return new AlertChange(
        context.rule(),
        context.key(),
        state,
        alert.openedBy(),
        alert.seq(),
        alert.severity(),
        alert.level(),
        alert.message(),
        alert.openedAt(),
        clearedAt,
        reason,
        why,
        false,
        true);
  }

  void write(Key key, DataOutput out) throws IOException {
    alert.write(key, out);
    out.writeLong(clearedAt);
    out.writeBoolean(withdrawn);
  }

  static AlertSpan read(Key key, DataInput in) throws IOException {
    return new AlertSpan(OpenAlert.read(key, in), in.readLong(), in.readBoolean());
  }

  static void writeAll(Collection<AlertSpan> spans, Key key, DataOutput out) throws IOException {
    PropertyCodec.writeCount(spans.size(), out);
    for (AlertSpan span : spans) {
      span.write(key, out);
    }
  }

  /** By what opened them. */
  static Map<String, AlertSpan> readAll(Key key, DataInput in) throws IOException {
    Map<String, AlertSpan> spans = new LinkedHashMap<>();
    for (int left = PropertyCodec.readCount(in); left > 0; left--) {
      AlertSpan span = read(key, in);
      spans.put(span.alert.openedBy(), span);
    }
    return spans;
  }
}
