package io.millrace.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of schemas, {@code [{"reader", "writer", "compatible", "incompatibilities"}]}: an array of
 * them, or one.
 */
final class AvroSuite implements Suite {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public List<CaseResult> run(Path file) throws IOException {
    JsonNode content = JSON.readTree(file.toFile());
    if (!content.isArray()) {
      return List.of(AvroPair.run(file.toString(), content));
    }
    List<CaseResult> results = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      results.add(AvroPair.run(file + "[" + i + "]", content.get(i)));
    }
    return results;
  }
}
