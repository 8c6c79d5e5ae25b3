package io.millrace.udfs.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Definition;
import java.util.Map;
import java.util.Set;

/**
 * What a mapping takes over from the one that it extends: all of its document but for what is about
 * that one itself. The own document is then applied as a JSON Merge Patch (RFC 7396): objects are
 * merged, null removes, all else is replaced.
 */
final class Inheritance {
  static final String EXTENDS = "extends";
  private static final Set<String> OWN = Set.of("id", EXTENDS, "template", "description", "tests");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Inheritance() {}

  /** The mapping that this one extends, or none; of a document that cannot be read none. */
  static Set<String> bases(Definition definition) {
    try {
      JsonNode base = JSON.readTree(definition.getDocument()).path(EXTENDS);
      return base.isTextual() ? Set.of(base.textValue()) : Set.of();
    } catch (JsonProcessingException e) {
      return Set.of();
    }
  }

  /** The mapping with all that it takes over; it extends none any more. */
  static Definition resolve(Definition definition, Definition base) {
    ObjectNode merged = object(base);
    merged.remove(OWN);
    merge(merged, object(definition));
    merged.remove(EXTENDS);
    return Definition.newBuilder(definition).setDocument(merged.toString()).build();
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        target.remove(name);
      } else if (value.isObject()) {
        ObjectNode inner =
            target.get(name) instanceof ObjectNode object ? object : target.putObject(name);
        merge(inner, value);
      } else {
        target.set(name, value);
      }
    }
  }

  private static ObjectNode object(Definition definition) {
    try {
      return (ObjectNode) JSON.readTree(definition.getDocument());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document that names its base can be read", e);
    }
  }
}
