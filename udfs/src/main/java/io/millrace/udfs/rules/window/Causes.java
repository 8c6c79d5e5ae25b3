package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyCodec;
import io.millrace.udfs.rules.StoredEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The latest events of a window, up to a number, by time and then id. */
final class Causes {
  private static final Comparator<StoredEvent> ORDER =
      Comparator.comparingLong(StoredEvent::timestamp).thenComparing(StoredEvent::id);

  private final int most;
  private final List<StoredEvent> events;

  Causes(int most) {
    this(most, new ArrayList<>(most));
  }

  private Causes(int most, List<StoredEvent> events) {
    this.most = most;
    this.events = events;
  }

  void add(Event event, WindowSpec spec) {
    if (events.size() < most || event.timestamp() >= events.get(0).timestamp()) {
      insert(StoredEvent.of(event, spec.reads()));
    }
  }

  void addAll(Causes other) {
    other.events.forEach(this::insert);
  }

  private void insert(StoredEvent event) {
    int at = events.size();
    while (at > 0 && ORDER.compare(events.get(at - 1), event) > 0) {
      at--;
    }
    events.add(at, event);
    if (events.size() > most) {
      events.remove(0);
    }
  }

  /** Forgets those that happened at this time or before. */
  void dropUntil(long time) {
    events.removeIf(event -> event.timestamp() <= time);
  }

  /** The latest first. */
  List<Event> latestFirst() {
    List<Event> list = new ArrayList<>(events.size());
    for (int i = events.size() - 1; i >= 0; i--) {
      list.add(events.get(i));
    }
    return list;
  }

  void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeCount(events.size(), out);
    for (StoredEvent event : events) {
      event.write(key, out);
    }
  }

  static Causes read(int most, Key key, DataInput in) throws IOException {
    int size = PropertyCodec.readCount(in);
    List<StoredEvent> events = new ArrayList<>(Math.max(most, size));
    for (int i = 0; i < size; i++) {
      events.add(StoredEvent.read(key, in));
    }
    return new Causes(most, events);
  }
}
