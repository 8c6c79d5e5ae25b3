package io.millrace.udfs.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a plan as the document of a mapping. */
final class PlanDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanDocument() {}

  static String of(Plan plan) {
    ObjectNode document = JSON.createObjectNode().put("id", plan.id());
    if (plan.source() != null) {
      document.putObject("match").put("source", plan.source());
    }
    if (plan.forEach() != null) {
      document.put("forEach", plan.forEach());
    }
    document.put("objectType", plan.objectType());
    if (plan.objectId() != null) {
      document.put("objectId", plan.objectId());
    }
    if (plan.observedAt() != null) {
      document.put("observedAt", plan.observedAt());
    }
    ObjectNode fields = document.putObject("fields");
    plan.fields().forEach(field -> write(fields.putObject(field.name()), field));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts can be written", e);
    }
  }

  private static void write(ObjectNode node, ProposedField field) {
    node.put("expression", field.expression()).put("type", field.type());
    if (field.items() != null) {
      node.put("items", field.items());
    }
    if (!field.values().isEmpty()) {
      ArrayNode values = node.putArray("values");
      field.values().forEach(values::add);
    }
    if (field.unit() != null) {
      node.put("unit", field.unit());
    }
    if (field.required()) {
      node.put("required", true);
    }
    if (field.skips()) {
      node.put("onFailure", "skip");
    }
  }
}
