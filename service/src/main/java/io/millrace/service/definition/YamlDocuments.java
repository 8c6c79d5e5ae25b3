package io.millrace.service.definition;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML 1.2 documents (so {@code no} and {@code 12:30} are texts) into JSON. Aliases are
 * resolved; as they can repeat themselves without end, depth and size are bounded.
 */
final class YamlDocuments {
  private static final int DEEPEST = 100;
  private static final int MOST_NODES = 100_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private int count;

  private YamlDocuments() {}

  /** The document in a body of UTF-8; a problem with line and column where there is none. */
  static Document read(byte[] body) {
    String text = JsonDocuments.text(body);
    try {
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      Object value = new Load(settings).loadFromString(text);
      return JsonDocuments.document(new YamlDocuments().node(value, 0));
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> at = e.getProblemMark();
      throw JsonDocuments.malformed(
          e.getProblem(),
          at.map(Mark::getLine).orElse(-1) + 1,
          at.map(Mark::getColumn).orElse(-1) + 1);
    } catch (YamlEngineException e) {
      throw JsonDocuments.malformed(String.valueOf(e.getMessage()), 0, 0);
    }
  }

  private JsonNode node(@Nullable Object value, int depth) {
    if (depth > DEEPEST || ++count > MOST_NODES) {
      throw JsonDocuments.malformed("Too deep or too large once its aliases are resolved", 0, 0);
    }
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    } else if (value instanceof Iterable<?> items) {
      ArrayNode array = NODES.arrayNode();
      items.forEach(item -> array.add(node(item, depth + 1)));
      return array;
    }
    return scalar(value);
  }

  private ObjectNode object(Map<?, ?> map, int depth) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw JsonDocuments.malformed("The key " + member.getKey() + " is no text: quote it", 0, 0);
      }
      object.set(name, node(member.getValue(), depth + 1));
    }
    return object;
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof String text) {
      return NODES.stringNode(text);
    } else if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      return NODES.numberNode(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      return NODES.numberNode(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return NODES.numberNode(java.math.BigDecimal.valueOf(number));
    }
    throw JsonDocuments.malformed("JSON has no value such as " + value, 0, 0);
  }
}
