package io.millrace.udfs.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The JSON of an object after an event. One that is deleted is a document that says so: a deletion
 * itself Elasticsearch forgets after {@code index.gc_deletes}, and takes older versions again.
 */
final class ObjectDocument {
  private ObjectDocument() {}

  static byte[] of(ObjectEvent event) {
    return SearchDocument.bytes(
        json -> {
          json.writeStringField("id", event.getObjectId());
          json.writeStringField("type", event.getObjectType());
          json.writeNumberField("seq", event.getSeq());
          audit(json, event);
          json.writeFieldName("properties");
          PropertyJson.write(json, event.getProperties());
          Map<String, Object> places = places(event.getProperties());
          if (!places.isEmpty()) {
            json.writeFieldName("places");
            PropertyJson.write(json, places);
          }
          if (!event.getSetBy().isEmpty()) {
            json.writeFieldName("setBy");
            PropertyJson.write(json, event.getSetBy());
          }
        });
  }

  private static void audit(JsonGenerator json, ObjectEvent event) throws IOException {
    json.writeStringField("createdAt", event.getCreatedAt().toString());
    // Events of the first release do not say who made the object.
    if (!event.getCreatedBy().isEmpty()) {
      json.writeStringField("createdBy", event.getCreatedBy());
    }
    json.writeStringField("updatedAt", event.getOccurredAt().toString());
    json.writeStringField("updatedBy", event.getActor());
    Instant deletedAt = Deletion.at(event);
    if (deletedAt != null) {
      json.writeStringField("deletedAt", deletedAt.toString());
      if (event.getDeletedBy() != null) {
        json.writeStringField("deletedBy", event.getDeletedBy());
      }
    }
  }

  /** Geo points once more under their own name: the index tells them from maps by that alone. */
  private static Map<String, Object> places(Map<String, Object> properties) {
    Map<String, Object> places = new HashMap<>(0);
    for (Map.Entry<String, Object> each : properties.entrySet()) {
      if (each.getValue() instanceof GeoPoint) {
        places.put(each.getKey(), each.getValue());
      }
    }
    return places;
  }
}
