package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.GeoPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Property values as JSON: geo points are {@code {"lat", "lon"}}, all else is as in JSON. */
public final class PropertyJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PropertyJson() {}

  /** All properties, in the order of their names. */
  public static ObjectNode of(Map<String, ?> properties) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(properties).forEach((name, value) -> node.set(name, value(value)));
    return node;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value instanceof GeoPoint point) {
      return JSON.createObjectNode().put("lat", point.getLat()).put("lon", point.getLon());
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.createArrayNode();
      list.forEach(element -> array.add(value(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.createObjectNode();
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, inner) -> sorted.put(String.valueOf(key), inner));
      sorted.forEach((key, inner) -> object.set(key, value(inner)));
      return object;
    }
    return scalar(value);
  }

  private static JsonNode scalar(@Nullable Object value) {
    var nodes = JSON.getNodeFactory();
    if (value instanceof Long number) {
      return nodes.numberNode(number);
    }
    if (value instanceof Double number) {
      return nodes.numberNode(number);
    }
    if (value instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    }
    return value == null ? nodes.nullNode() : nodes.textNode(value.toString());
  }
}
