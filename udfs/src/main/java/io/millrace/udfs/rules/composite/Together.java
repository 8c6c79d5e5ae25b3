package io.millrace.udfs.rules.composite;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a composite rule remembers of a key: the alerts that count, and its own. */
final class Together {
  private static final int VERSION = 1;
  static final long NEVER = Long.MAX_VALUE;

  private final List<Live> alerts = new ArrayList<>(2);

  /** Since when the condition holds; {@link #NEVER} while it does not. */
  private long since = NEVER;

  /** In mode each: it has been told that it holds. */
  private boolean told;

  private @Nullable OpenAlert open;

  List<Live> alerts() {
    return alerts;
  }

  long since() {
    return since;
  }

  void since(long at) {
    since = at;
  }

  boolean told() {
    return told;
  }

  void told(boolean now) {
    told = now;
  }

  @Nullable OpenAlert open() {
    return open;
  }

  void open(@Nullable OpenAlert alert) {
    open = alert;
  }

  /** The alert of this id as one input has it, or null. */
  @Nullable Live find(int input, String alertId) {
    for (Live alert : alerts) {
      if (alert.input() == input && alert.event().id().equals(alertId)) {
        return alert;
      }
    }
    return null;
  }

  /** When the next alert without duration stops to count. */
  long nextUntil() {
    long next = NEVER;
    for (Live alert : alerts) {
      next = Math.min(next, alert.until());
    }
    return next;
  }

  boolean isEmpty() {
    return alerts.isEmpty() && open == null;
  }

  /** The alerts that count as causes, the first to open first, each once. */
  List<Event> causes(List<Input> inputs) {
    List<Event> causes = new ArrayList<>();
    alerts.stream()
        .filter(alert -> !inputs.get(alert.input()).suppresses())
        .sorted(Comparator.comparingLong(Live::openedAt).thenComparing(a -> a.event().id()))
        .forEach(alert -> addOnce(causes, alert.event()));
    return causes;
  }

  private static void addOnce(List<Event> causes, Event event) {
    if (causes.stream().noneMatch(known -> known.id().equals(event.id()))) {
      causes.add(event);
    }
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    PropertyCodec.writeCount(alerts.size(), out);
    for (Live alert : alerts) {
      alert.write(key, out);
    }
    out.writeLong(since);
    out.writeByte((told ? 1 : 0) | (open != null ? 2 : 0));
    if (open != null) {
      open.write(key, out);
    }
  }

  static Together read(Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a composite's state");
    }
    Together state = new Together();
    int size = PropertyCodec.readCount(in);
    for (int i = 0; i < size; i++) {
      state.alerts.add(Live.read(key, in));
    }
    state.since = in.readLong();
    int flags = in.readByte();
    state.told = (flags & 1) != 0;
    state.open = (flags & 2) != 0 ? OpenAlert.read(key, in) : null;
    return state;
  }
}
