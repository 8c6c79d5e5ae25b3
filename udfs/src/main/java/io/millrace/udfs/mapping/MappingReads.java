package io.millrace.udfs.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of the payload the expressions of a mapping read. */
final class MappingReads {
  private MappingReads() {}

  /** For a mapping that has been compiled, and so is valid. */
  static Set<String> of(Definition mapping) {
    try {
      JsonNode document = new ObjectMapper().readTree(mapping.getDocument());
      Set<String> reads = new TreeSet<>();
      add(reads, document.path("match").path("when"));
      add(reads, document.path("objectId"));
      add(reads, document.path("observedAt"));
      for (JsonNode field : document.path("fields")) {
        add(reads, field.path("expression"));
      }
      return reads;
    } catch (JsonProcessingException | InvalidExpressionException e) {
      throw new IllegalStateException("A mapping that was compiled is valid", e);
    }
  }

  private static void add(Set<String> reads, JsonNode expression)
      throws InvalidExpressionException {
    if (expression.isTextual()) {
      reads.addAll(ExpressionCompiler.reads(expression.textValue(), "payload"));
    }
  }
}
