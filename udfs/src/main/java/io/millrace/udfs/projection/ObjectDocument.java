package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.ObjectEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an object after an event. One that is deleted is a document that says so: a deletion
 * itself Elasticsearch forgets after {@code index.gc_deletes}, and takes older versions again.
 */
final class ObjectDocument {
  private ObjectDocument() {}

  static ObjectNode of(ObjectEvent event) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", event.getObjectId());
    document.put("type", event.getObjectType());
    document.put("seq", event.getSeq());
    document.put("createdAt", event.getCreatedAt().toString());
    // Events of the first release do not say who made the object.
    put(document, "createdBy", event.getCreatedBy().isEmpty() ? null : event.getCreatedBy());
    document.put("updatedAt", event.getOccurredAt().toString());
    document.put("updatedBy", event.getActor());
    Instant deletedAt = Deletion.at(event);
    if (deletedAt != null) {
      document.put("deletedAt", deletedAt.toString());
      put(document, "deletedBy", event.getDeletedBy());
    }
    document.set("properties", PropertyJson.of(event.getProperties()));
    ObjectNode places = places(event.getProperties());
    if (!places.isEmpty()) {
      document.set("places", places);
    }
    if (!event.getSetBy().isEmpty()) {
      document.set("setBy", PropertyJson.of(event.getSetBy()));
    }
    return document;
  }

  /** Geo points once more under their own name: the index tells them from maps by that alone. */
  private static ObjectNode places(Map<String, Object> properties) {
    Map<String, Object> places = new HashMap<>(properties);
    places.values().removeIf(value -> !(value instanceof GeoPoint));
    return PropertyJson.of(places);
  }

  private static void put(ObjectNode document, String name, @Nullable String value) {
    if (value != null) {
      document.put(name, value);
    }
  }
}
