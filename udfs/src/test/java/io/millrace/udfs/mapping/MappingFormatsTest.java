package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Given;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.format.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingFormatsTest {
  private static final String CSV =
      """
      {"id": "a", "match": {"source": "gateway"}, "objectType": "machine",
       "format": "csv", "columns": ["id", "t"], "objectId": "payload.id",
       "fields": {"t": {"expression": "double(payload.t)", "type": "double"}}}""";

  private static final String NO_FORMAT =
      """
      {"id": "b", "match": {"source": "gateway"}, "objectType": "machine",
       "fields": {"id": {"expression": "payload.id", "type": "string", "required": true}}}""";

  @Test
  void aSourcesMessagesAreReadAsItsMappingDeclares() throws Exception {
    MappingResult result = map(message("gateway", "", Map.of(), "p-7,21.5"), CSV, NO_FORMAT);
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations())
        .extracting(Observation::getMappingId)
        .containsExactly("a", "b");
    assertThat(result.observations().get(0).getObjectId()).isEqualTo("p-7");
    assertThat(result.observations().get(0).getProperties()).isEqualTo(Map.of("t", 21.5));
  }

  @Test
  void anEmptyCellLeavesThePropertyOut() throws Exception {
    MappingResult result = map(message("gateway", "", Map.of(), "p-7,"), CSV);
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations().get(0).getProperties()).isEmpty();
  }

  @Test
  void theContentTypeOverrulesTheDeclaration() throws Exception {
    Message json = message("gateway", "application/json", Map.of(), "{\"id\":\"p\",\"t\":1}");
    assertThat(map(json, CSV).observations()).hasSize(1);
    Message csv = message("gateway", "text/csv; charset=utf-8", Map.of(), "p-7,21.5");
    assertThat(map(csv, CSV).observations()).hasSize(1);
  }

  @Test
  void mappingsOfASourceMustAgree() throws Exception {
    String cbor =
        CSV.replace("\"a\"", "\"c\"").replace("csv", "cbor").replaceAll("\"columns.*?],", "");
    assertThat(map(message("gateway", "", Map.of(), "p-7,1"), CSV, cbor).refusals())
        .extracting(Refusal::code)
        .containsExactly(RefusalCode.CONFLICTING_FORMATS);
  }

  @Test
  void aCloudEventsSourceIsTheSourceWhereNoHeaderNamesOne() throws Exception {
    String mapping =
        """
        {"id": "a", "match": {"source": "/plant/1"}, "objectType": "machine",
         "fields": {"kind": {"expression": "headers.ce_type", "type": "string"},
                    "t": {"expression": "payload.t", "type": "long"}}}""";
    String event =
        """
        {"specversion":"1.0","id":"1","source":"/plant/1","type":"reading","data":{"t":1}}""";
    Message structured = message("", "application/cloudevents+json", Map.of(), event);
    Map<String, String> attributes =
        Map.of(
            "ce_specversion", "1.0", "ce_id", "1", "ce_source", "/plant/1", "ce_type", "reading");
    Message binary = message("", "application/json", attributes, "{\"t\":1}");
    for (Message message : List.of(structured, binary)) {
      assertThat(map(message, mapping).observations())
          .extracting(Observation::getProperties)
          .containsExactly(Map.of("kind", "reading", "t", 1L));
    }
  }

  @Test
  void namesWhatIsWrongWithADeclaration() {
    assertThat(problems("\"format\": \"xml\"")).containsExactly("/format");
    assertThat(problems("\"format\": \"csv\", \"columns\": \"a\"")).containsExactly("/columns");
    assertThat(problems("\"format\": \"csv\", \"columns\": [1]")).containsExactly("/columns");
    assertThat(problems("\"format\": \"csv\", \"columns\": [\"a\", \"a\"]"))
        .containsExactly("/columns");
    assertThat(problems("\"columns\": [\"a\"]")).containsExactly("/columns");
    assertThat(problems("\"format\": \"cbor\", \"match\": {}")).containsExactly("/format");
  }

  private static List<String> problems(String declaration) {
    String match = declaration.contains("match") ? "" : "\"match\": {\"source\": \"s\"},";
    String document =
        "{\"id\": \"m\", "
            + match
            + declaration
            + ", \"objectType\": \"t\","
            + "\"fields\": {\"v\": {\"expression\": \"payload.v\", \"type\": \"long\"}}}";
    try {
      new MappingCompiler().compile(definition("mapping", "m", 1, document));
      throw new AssertionError("Was accepted: " + document);
    } catch (DefinitionException e) {
      return e.problems().stream().map(Problem::path).toList();
    }
  }

  private static MappingResult map(Message message, String... documents) throws Exception {
    List<Mapping> mappings = new ArrayList<>();
    for (String document : documents) {
      String id = document.replaceAll("(?s).*?\"id\": \"([^\"]*)\".*", "$1");
      mappings.add(new MappingCompiler().compile(definition("mapping", id, 1, document)));
    }
    return new MappingSet(mappings, id -> null).map(message);
  }

  private static Message message(
      String source, String contentType, Map<String, String> headers, String payload) {
    return new Message(
        "device-1",
        "trace-1",
        source,
        contentType,
        headers,
        payload.getBytes(StandardCharsets.UTF_8),
        new Origin("device-messages", 0, 7L, 0),
        Given.NOON);
  }
}
