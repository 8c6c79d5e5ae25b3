package io.millrace.store;

import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object as its events tell it. */
public final class ObjectHistory {
  private final List<ObjectEvent> events;

  /**
   * @param events of one object, by seq
   */
  public ObjectHistory(List<ObjectEvent> events) {
    this.events = List.copyOf(events);
  }

  /**
   * The object at one moment.
   *
   * @param last the event that it is after: its properties are the object's
   * @param links that it tells of: those of which it is the owner
   */
  public record State(ObjectEvent last, List<Link> links) {}

  public List<ObjectEvent> events() {
    return events;
  }

  /** After the event of this number; null where it had none yet. */
  public @Nullable State at(long seq) {
    List<ObjectEvent> until = events.stream().filter(e -> e.getSeq() <= seq).toList();
    if (until.isEmpty()) {
      return null;
    }
    return new State(until.get(until.size() - 1), links(until));
  }

  /** As it was known then: after the last of the events that had been recorded. */
  public @Nullable State at(Instant knownAt) {
    long seq = 0;
    for (ObjectEvent event : events) {
      // By seq, for an event may have been recorded at a time before that of an earlier one.
      if (!event.getRecordedAt().isAfter(knownAt)) {
        seq = Math.max(seq, event.getSeq());
      }
    }
    return at(seq);
  }

  private static List<Link> links(List<ObjectEvent> events) {
    Map<List<String>, Link> links = new LinkedHashMap<>();
    for (ObjectEvent event : events) {
      Link link = event.getLink();
      if (link == null) {
        continue;
      }
      List<String> key =
          List.of(
              link.getLinkType(),
              link.getSourceType(),
              link.getSourceId(),
              link.getTargetType(),
              link.getTargetId());
      if (event.getKind() == ObjectEventKind.UNLINKED) {
        links.remove(key);
      } else {
        links.put(key, link);
      }
    }
    return new ArrayList<>(links.values());
  }
}
