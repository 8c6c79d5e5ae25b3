package io.millrace.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * One pair of schemas: the verdict on it, with types and places of what does not fit, and then
 * random values of the writer's schema, which Millrace must decode to what Avro's reader has.
 */
final class AvroPair {
  private AvroPair() {}

  static CaseResult run(String name, JsonNode pair) {
    try {
      Schema reader = RecordedSchema.parse(pair.path("reader"));
      Schema writer = RecordedSchema.parse(pair.path("writer"));
      String failure = verdict(pair, reader, writer);
      return new CaseResult(name, failure != null ? failure : AvroValuesCheck.failure(writer));
    } catch (AvroRuntimeException | IOException e) {
      return CaseResult.failed(name, e.toString());
    }
  }

  private static @Nullable String verdict(JsonNode pair, Schema reader, Schema writer) {
    SchemaPairCompatibility found =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    JsonNode wanted = pair.path("compatible");
    boolean compatible = found.getType() == SchemaCompatibilityType.COMPATIBLE;
    if (wanted.isMissingNode()) {
      return "does not say whether it is compatible";
    }
    if (compatible != (wanted.asText().equalsIgnoreCase("compatible") || wanted.asBoolean())) {
      return "expected " + wanted.asText() + " but is " + found.getType();
    }
    Set<String> expected = new TreeSet<>();
    pair.path("incompatibilities")
        .forEach(
            item -> expected.add(text(item.path("type")) + " at " + text(item.path("location"))));
    Set<String> actual = Misfits.of(reader, writer);
    return pair.has("incompatibilities") && !expected.equals(actual)
        ? "expected " + expected + " but found " + actual
        : null;
  }

  private static String text(JsonNode node) {
    return node.asText("");
  }
}
