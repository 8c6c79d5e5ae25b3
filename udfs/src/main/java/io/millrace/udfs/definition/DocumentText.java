package io.millrace.udfs.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Parses documents strictly: a name that stands twice, and what follows the end, are refused. */
final class DocumentText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DocumentText() {}

  /** The JSON object in a text. */
  static JsonNode object(String document) throws DefinitionException {
    JsonNode node;
    try {
      node = JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw refused("No JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      throw refused("Must be a JSON object");
    }
    return node;
  }

  private static DefinitionException refused(String reason) {
    return new DefinitionException(List.of(new Problem("", reason)));
  }
}
