package io.millrace.udfs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded payloads as the JSON that schemas are about. */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * @throws RefusedException {@code schema-violation} for NaN and infinities, which binary formats
   *     have and JSON has not
   */
  static JsonNode of(@Nullable Object value) throws RefusedException {
    return of(value, "");
  }

  private static JsonNode of(@Nullable Object value, String path) throws RefusedException {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = String.valueOf(entry.getKey());
        object.set(name, of(entry.getValue(), path + "/" + Violations.escape(name)));
      }
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode(list.size());
      for (int i = 0; i < list.size(); i++) {
        array.add(of(list.get(i), path + "/" + i));
      }
      return array;
    }
    return scalar(value, path);
  }

  private static JsonNode scalar(@Nullable Object value, String path) throws RefusedException {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        String reason = "Schema: " + number + " is no JSON number";
        throw new RefusedException(RefusalCode.SCHEMA_VIOLATION, path, reason);
      }
      return NODES.numberNode(number);
    }
    return NODES.textNode(value.toString());
  }
}
