package io.millrace.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.schemas.avro.ObjectEvent;
import java.util.Comparator;

/** Where an event stands among all in the order of sealed files: by object, then by seq. */
public record EventKey(
    @JsonProperty("type") String type, @JsonProperty("id") String id, @JsonProperty("seq") long seq)
    implements Comparable<EventKey> {
  private static final Comparator<EventKey> ORDER =
      Comparator.comparing(EventKey::type)
          .thenComparing(EventKey::id)
          .thenComparingLong(EventKey::seq);

  static EventKey of(ObjectEvent event) {
    return new EventKey(event.getObjectType(), event.getObjectId(), event.getSeq());
  }

  /** Before all events of an object. */
  static EventKey first(String type, String id) {
    return new EventKey(type, id, 0);
  }

  boolean sameObject(EventKey other) {
    return type.equals(other.type) && id.equals(other.id);
  }

  @Override
  public int compareTo(EventKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + "/" + id + " seq " + seq;
  }
}
