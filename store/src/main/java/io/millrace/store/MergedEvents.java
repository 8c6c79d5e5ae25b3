package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges sources that are each in the order of {@link EventKey} into one. Copies of an event, which
 * a replay leaves, are left out and counted; two different events with one key both come.
 */
final class MergedEvents implements EventSource {
  private final List<EventSource> sources;
  private final PriorityQueue<Head> heads = new PriorityQueue<>();
  private @Nullable ObjectEvent last;
  private long copies;

  private record Head(EventKey key, ObjectEvent event, EventSource source)
      implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      int order = key.compareTo(other.key);
      // Copies come one after the other, so that looking at the last is enough.
      return order != 0 ? order : event.getEventId().compareTo(other.event.getEventId());
    }
  }

  MergedEvents(List<? extends EventSource> sources) throws IOException {
    this.sources = new ArrayList<>(sources);
    for (EventSource source : sources) {
      advance(source);
    }
  }

  private void advance(EventSource source) throws IOException {
    ObjectEvent event = source.next();
    if (event != null) {
      heads.add(new Head(EventKey.of(event), event, source));
    }
  }

  @Override
  public @Nullable ObjectEvent next() throws IOException {
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      advance(head.source());
      ObjectEvent event = head.event();
      if (last == null || !copy(last, event)) {
        last = event;
        return event;
      }
      copies++;
    }
    return null;
  }

  private static boolean copy(ObjectEvent one, ObjectEvent other) {
    return one.getSeq() == other.getSeq()
        && one.getEventId().equals(other.getEventId())
        && one.getObjectId().equals(other.getObjectId())
        && one.getObjectType().equals(other.getObjectType());
  }

  /** How many copies were left out so far. */
  long copies() {
    return copies;
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (EventSource source : sources) {
      try {
        source.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
