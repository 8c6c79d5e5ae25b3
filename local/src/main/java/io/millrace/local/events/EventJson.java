package io.millrace.local.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.ObjectHistory;
import io.millrace.udfs.projection.PropertyJson;
import org.jspecify.annotations.Nullable;

/** Events and objects for people. */
final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventJson() {}

  static ObjectNode of(ObjectHistory.State state) {
    ObjectEvent last = state.last();
    ObjectNode node = JSON.createObjectNode();
    node.put("type", last.getObjectType()).put("id", last.getObjectId()).put("seq", last.getSeq());
    node.put("createdAt", last.getCreatedAt().toString());
    node.put("updatedAt", last.getOccurredAt().toString());
    if (last.getDeletedAt() != null) {
      node.put("deletedAt", last.getDeletedAt().toString());
    }
    node.set("properties", PropertyJson.of(last.getProperties()));
    ArrayNode links = node.putArray("links");
    state.links().forEach(link -> links.add(link(link)));
    return node;
  }

  static ObjectNode of(ObjectEvent event) {
    ObjectNode node = JSON.createObjectNode();
    node.put("seq", event.getSeq()).put("kind", event.getKind().toString());
    node.put("eventId", event.getEventId());
    node.put("occurredAt", event.getOccurredAt().toString());
    node.put("recordedAt", event.getRecordedAt().toString());
    node.put("actor", event.getActor());
    node.set("cause", cause(event.getCause()));
    ArrayNode changed = node.putArray("changed");
    event.getChanged().forEach(changed::add);
    node.set("properties", PropertyJson.of(event.getProperties()));
    if (event.getLink() != null) {
      node.set("link", link(event.getLink()));
    }
    return node;
  }

  private static ObjectNode cause(EventCause cause) {
    ObjectNode node = JSON.createObjectNode();
    put(node, "traceId", cause.getTraceId());
    put(node, "observationId", cause.getObservationId());
    put(node, "commandId", cause.getCommandId());
    put(node, "definitionId", cause.getDefinitionId());
    put(node, "definitionVersion", cause.getDefinitionVersion());
    put(node, "datasetId", cause.getDatasetId());
    put(node, "datasetVersion", cause.getDatasetVersion());
    put(node, "row", cause.getRow());
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.putPOJO(name, value);
    }
  }

  private static ObjectNode link(Link link) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", link.getLinkType());
    node.put("source", link.getSourceType() + "/" + link.getSourceId());
    node.put("target", link.getTargetType() + "/" + link.getTargetId());
    if (!link.getProperties().isEmpty()) {
      node.set("properties", PropertyJson.of(link.getProperties()));
    }
    return node;
  }

  /** What an event brought, in short. */
  static String what(ObjectEvent event) {
    Link link = event.getLink();
    if (link != null) {
      return link.getLinkType()
          + " "
          + link.getSourceType()
          + "/"
          + link.getSourceId()
          + " -> "
          + link.getTargetType()
          + "/"
          + link.getTargetId();
    }
    StringBuilder text = new StringBuilder();
    ObjectNode values = PropertyJson.of(event.getProperties());
    for (String name : event.getChanged()) {
      text.append(text.isEmpty() ? "" : ", ").append(name).append("=");
      text.append(values.has(name) ? values.get(name) : "(gone)");
    }
    return text.toString();
  }
}
