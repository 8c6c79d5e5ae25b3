package io.millrace.local.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.apache.avro.Schema;

/** Schemas as programs wrote them down. */
final class RecordedSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

  private RecordedSchema() {}

  /**
   * The schema.
   *
   * @param recorded the schema, or its text
   */
  static Schema parse(JsonNode recorded) throws JsonProcessingException {
    String text = recorded.asText("").strip();
    boolean written = text.startsWith("{") || text.startsWith("[");
    JsonNode schema = written ? JSON.readTree(text) : recorded.deepCopy();
    name(schema);
    return new Schema.Parser().setValidateDefaults(false).parse(schema.toString());
  }

  /** A record that a program made may have no name, which a schema that is parsed must have. */
  private static void name(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && NAMED.contains(object.path("type").asText())
        && !object.has("name")) {
      object.put("name", "Anonymous");
    }
    // Names of types stand in "type" as texts, and lists of fields and unions are arrays.
    if (schema.isContainerNode()) {
      schema.forEach(RecordedSchema::name);
    }
  }
}
