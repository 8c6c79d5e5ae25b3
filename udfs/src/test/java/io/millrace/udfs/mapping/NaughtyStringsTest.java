package io.millrace.udfs.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.testkit.RecordedData;
import io.millrace.udfs.Given;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that break programs, by every way that a text takes through a mapping. */
class NaughtyStringsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TEXTS = new ArrayList<>();
  private static final String MAPPING =
      """
      {"id": "naughty", "objectType": "text", "objectId": "payload.text",
       "fields": {
         "text": {"expression": "payload.text", "type": "string", "required": true},
         "header": {"expression": "headers.text", "type": "string", "required": true},
         "list": {"expression": "[payload.text]", "type": "list", "items": "string"},
         "map": {"expression": "{payload.text: payload.text}", "type": "map", "items": "string"},
         "joined": {"expression": "payload.text + payload.text", "type": "string"},
         "split": {"expression": "split(payload.text, '\\\\n')", "type": "list", "items": "string"},
         "replaced": {"expression": "replace(payload.text, 'q', 'q')", "type": "string"},
         "sliced": {"expression": "substring(payload.text, 0)", "type": "string"},
         "hash": {"expression": "sha256(payload.text)", "type": "string", "required": true},
         "known": {"expression": "lookup(payload.text, {'undefined': 'yes'}, 'no')", "type": "string"},
         "lower": {"expression": "lower(payload.text)", "type": "string", "required": true},
         "number": {"expression": "parseNumber(payload.text)", "type": "double", "onFailure": "skip"},
         "time": {"expression": "payload.text", "type": "timestamp", "onFailure": "skip"}}}""";

  @BeforeAll
  static void read() throws Exception {
    JsonNode list =
        JSON.readTree(RecordedData.folder("naughty-strings").resolve("blns.json").toFile());
    list.forEach(text -> TEXTS.add(text.asText()));
    assertThat(TEXTS).hasSizeGreaterThan(400);
  }

  @Test
  void comeOutOfEveryPathAsTheyWentIn() throws Exception {
    DryRun run = new DryRun(Given.definition("mapping", "naughty", 1, MAPPING), id -> null);
    int refused = 0;
    for (String text : TEXTS) {
      MappingResult result = run.apply(message(text));
      if (text.isBlank() || text.length() > 256) {
        assertThat(result.refusals())
            .as(text)
            .extracting(Refusal::path)
            .containsExactly("objectId");
        refused++;
        continue;
      }
      assertThat(result.refusals()).as(text).isEmpty();
      Observation observation = result.observations().get(0);
      assertThat(observation.getObjectId()).isEqualTo(text);
      assertSame(text, observation.getProperties());
    }
    System.out.printf(
        "naughty-strings: %d texts through a mapping unchanged, %d refused as object ids%n",
        TEXTS.size() - refused, refused);
    assertThat(refused).isLessThan(30);
  }

  private static void assertSame(String text, Map<String, Object> properties) {
    for (String name : List.of("text", "header", "replaced", "sliced")) {
      assertThat(properties.get(name)).as(name).isEqualTo(text);
    }
    assertThat(properties.get("joined")).isEqualTo(text + text);
    assertThat(properties.get("list")).isEqualTo(List.of(text));
    assertThat(properties.get("map")).isEqualTo(Map.of(text, text));
    assertThat(String.join("\n", parts(properties.get("split")))).isEqualTo(text);
    assertThat(properties.get("known")).isEqualTo(text.equals("undefined") ? "yes" : "no");
  }

  private static List<String> parts(Object split) {
    return ((List<?>) split).stream().map(String::valueOf).toList();
  }

  /** As names of members, read by pointer and by JSONPath with the escapes of each. */
  @Test
  void asNamesTheyAreFoundByPointerAndByPath() throws Exception {
    for (String text : TEXTS) {
      String pointer = "/" + text.replace("~", "~0").replace("/", "~1");
      String path = "$[" + JSON.writeValueAsString(text) + "]";
      ObjectNode mapping = JSON.createObjectNode();
      mapping.put("id", "naughty").put("objectType", "text");
      ObjectNode fields = mapping.putObject("fields");
      field(fields, "byPointer", "pointer(payload, " + literal(pointer) + ")");
      field(fields, "byPath", "path(payload, " + literal(path) + ")");
      field(fields, "byIndex", "payload[" + literal(text) + "]");
      DryRun run =
          new DryRun(Given.definition("mapping", "naughty", 1, mapping.toString()), id -> null);
      MappingResult result = run.apply(Given.message("", JSON.writeValueAsString(Map.of(text, 7))));
      assertThat(result.refusals()).as(text).isEmpty();
      assertThat(result.observations().get(0).getProperties())
          .as(text)
          .isEqualTo(Map.of("byPointer", 7L, "byPath", 7L, "byIndex", 7L));
    }
    System.out.println(
        "naughty-strings: " + TEXTS.size() + " names found by pointer, path and index");
  }

  private static void field(ObjectNode fields, String name, String expression) {
    fields.putObject(name).put("expression", expression).put("type", "long").put("required", true);
  }

  /** CEL's literal, every character escaped. */
  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("'");
    text.codePoints().forEach(point -> literal.append("\\U%08x".formatted(point)));
    return literal.append('\'').toString();
  }

  private static Message message(String text) throws Exception {
    String payload = JSON.writeValueAsString(Map.of("text", text));
    return new Message(
        "device-1",
        "trace-1",
        "",
        "application/json",
        Map.of("text", text),
        payload.getBytes(StandardCharsets.UTF_8),
        new Origin("device-messages", 0, 7L, 0),
        Given.NOON);
  }
}
