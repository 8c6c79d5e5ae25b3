package io.millrace.udfs.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain values: Map, List, String, Boolean, Long, Double, null. */
final class PlainValues {
  private PlainValues() {}

  /** A value; null where it is absent or null. A number that no long holds is a double. */
  static @Nullable Object of(JsonNode node) {
    if (node.isObject()) {
      return ofFields(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(element -> list.add(of(element)));
      return list;
    }
    if (node.isNumber()) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? (Object) node.longValue()
          : node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
  }

  /** The values in an object, by name. */
  static Map<String, @Nullable Object> ofFields(JsonNode node) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    node.fields().forEachRemaining(entry -> values.put(entry.getKey(), of(entry.getValue())));
    return values;
  }
}
