package io.millrace.udfs.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON document to send, in the form that the other side wants, such as a network server's. Its
 * texts may hold placeholders: those of an {@link AddressTemplate}, {@code {id}} (the command's)
 * and {@code {payload}} (base64 of the bytes). A text that is nothing but a placeholder becomes its
 * value as it is: {@code "{fPort}"} a number, {@code "{parameters}"} the command's parameters.
 */
public record BodyTemplate(JsonNode document) {
  private static final String PARAMETERS = "parameters";
  private static final Set<String> PLACEHOLDERS =
      Set.of("command", "device", "fPort", "gateway", "id", PARAMETERS, "payload", "type");

  /** The document with every placeholder filled in. */
  public JsonNode fill(Map<String, JsonNode> values) {
    Map<String, String> texts = new HashMap<>();
    values.forEach((name, value) -> texts.put(name, value.asText()));
    return fill(document, values, texts);
  }

  /** The placeholders that nothing fills in. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    collect(document, unknown);
    return unknown;
  }

  private static JsonNode fill(
      JsonNode node, Map<String, JsonNode> values, Map<String, String> texts) {
    if (node instanceof ObjectNode object) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(e -> filled.set(e.getKey(), fill(e.getValue(), values, texts)));
      return filled;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> filled.add(fill(element, values, texts)));
      return filled;
    }
    if (!node.isTextual()) {
      return node;
    }
    String text = node.textValue();
    boolean whole = text.length() > 2 && text.startsWith("{") && text.endsWith("}");
    JsonNode value = whole ? values.get(text.substring(1, text.length() - 1)) : null;
    return value == null ? TextNode.valueOf(new AddressTemplate(text).fill(texts)) : value;
  }

  private static void collect(JsonNode node, List<String> unknown) {
    node.forEach(child -> collect(child, unknown));
    if (node.isTextual() && !node.textValue().equals("{" + PARAMETERS + "}")) {
      Set<String> known = new java.util.TreeSet<>(PLACEHOLDERS);
      known.remove(PARAMETERS);
      unknown.addAll(new AddressTemplate(node.textValue()).unknown(known));
    }
  }
}
