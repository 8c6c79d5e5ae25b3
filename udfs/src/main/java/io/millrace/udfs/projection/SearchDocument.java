package io.millrace.udfs.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Cause;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.ObjectEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document of the search index. Written with the version as external version, it may be written
 * again and late without harm.
 *
 * @param alias what the index is called by
 * @param json the whole document
 */
public record SearchDocument(String alias, String id, long version, byte[] json) {
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

  /** The alert in this state. */
  public static SearchDocument of(Alert alert) {
    ObjectNode document = JSON.createObjectNode();
    document.put("id", alert.getId());
    document.put("seq", alert.getSeq());
    document.put("state", alert.getState().name());
    document.put("ruleId", alert.getRuleId());
    document.put("ruleVersion", alert.getRuleVersion());
    document.put("severity", alert.getSeverity());
    document.put("message", alert.getMessage());
    document.put("objectType", alert.getObjectType());
    document.put("objectId", alert.getObjectId());
    document.put("openedAt", alert.getOpenedAt().toString());
    document.put("clearedAt", text(alert.getClearedAt()));
    document.put("reason", alert.getReason());
    ArrayNode causes = document.putArray("causes");
    alert.getCauses().forEach(cause -> causes.add(cause(cause)));
    return new SearchDocument("alerts", alert.getId(), alert.getSeq(), bytes(document));
  }

  private static ObjectNode cause(Cause cause) {
    ObjectNode node = JSON.createObjectNode();
    node.put("eventId", cause.getEventId());
    node.put("deviceId", cause.getDeviceId());
    node.put("traceId", cause.getTraceId());
    node.put("observedAt", cause.getObservedAt().toString());
    node.put("receivedAt", cause.getReceivedAt().toString());
    node.set("values", PropertyJson.of(cause.getValues()));
    return node;
  }

  /** Geo points once more under their own name: the index tells them from maps by that alone. */
  private static ObjectNode places(Map<String, Object> properties) {
    Map<String, Object> places = new HashMap<>(properties);
    places.values().removeIf(value -> !(value instanceof GeoPoint));
    return PropertyJson.of(places);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static byte[] bytes(ObjectNode document) {
    try {
      return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can be written", e);
    }
  }
}
