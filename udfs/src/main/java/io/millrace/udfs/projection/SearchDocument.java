package io.millrace.udfs.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.ObjectEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A document of the search index. Written with the version as external version, it may be written
 * again and late without harm.
 *
 * @param alias what the index is called by
 * @param json the whole document
 */
public record SearchDocument(String alias, String id, long version, byte[] json) {
  /** The alias of the index of alerts. */
  public static final String ALERTS = "alerts";

  /** The alias of the index of alerts of rule versions that run on trial. */
  public static final String SHADOW_ALERTS = "shadow-alerts";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The alias of the index of an object type. */
  public static String alias(String objectType) {
    return "objects-" + objectType;
  }

  /** The object as it is after this event. */
  public static SearchDocument of(ObjectEvent event) {
    ObjectNode document = JSON.createObjectNode();
    document.put("id", event.getObjectId());
    document.put("type", event.getObjectType());
    document.put("seq", event.getSeq());
    document.put("createdAt", event.getCreatedAt().toString());
    document.put("updatedAt", event.getOccurredAt().toString());
    document.set("properties", PropertyJson.of(event.getProperties()));
    ObjectNode places = places(event.getProperties());
    if (!places.isEmpty()) {
      document.set("places", places);
    }
    return new SearchDocument(
        alias(event.getObjectType()), event.getObjectId(), event.getSeq(), bytes(document));
  }

  /** The alert in this state; those of versions on trial have an index of their own. */
  public static SearchDocument of(Alert alert) {
    return new SearchDocument(
        alert.getShadow() ? SHADOW_ALERTS : ALERTS,
        alert.getId(),
        alert.getSeq(),
        bytes(AlertDocument.of(alert)));
  }

  /** Geo points once more under their own name: the index tells them from maps by that alone. */
  private static ObjectNode places(Map<String, Object> properties) {
    Map<String, Object> places = new HashMap<>(properties);
    places.values().removeIf(value -> !(value instanceof GeoPoint));
    return PropertyJson.of(places);
  }

  static byte[] bytes(ObjectNode document) {
    try {
      return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can be written", e);
    }
  }
}
