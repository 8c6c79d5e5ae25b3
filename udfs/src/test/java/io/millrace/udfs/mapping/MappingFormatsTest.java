package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Given;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.SourceCompiler;
import io.millrace.udfs.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingFormatsTest {
  private static final String MAPPING =
      """
      {"id": "a", "match": {"source": "gateway"}, "objectType": "machine",
       "objectId": "payload.id",
       "fields": {"t": {"expression": "double(payload.t)", "type": "double"}}}""";

  private static final String CSV_SOURCE =
      """
      {"id": "gateway", "format": "csv", "columns": ["id", "t"]}""";

  private static final String OTHER =
      """
      {"id": "b", "match": {"source": "gateway"}, "objectType": "machine",
       "fields": {"id": {"expression": "payload.id", "type": "string", "required": true}}}""";

  @Test
  void aSourcesMessagesAreReadAsItDeclares() throws Exception {
    MappingResult result = map(message("gateway", "", Map.of(), "p-7,21.5"), MAPPING, OTHER);
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations())
        .extracting(Observation::getMappingId)
        .containsExactly("a", "b");
    assertThat(result.observations().get(0).getObjectId()).isEqualTo("p-7");
    assertThat(result.observations().get(0).getProperties()).isEqualTo(Map.of("t", 21.5));
  }

  @Test
  void anEmptyCellLeavesThePropertyOut() throws Exception {
    MappingResult result = map(message("gateway", "", Map.of(), "p-7,"), MAPPING);
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations().get(0).getProperties()).isEmpty();
  }

  @Test
  void theContentTypeOverrulesTheDeclaration() throws Exception {
    Message json = message("gateway", "application/json", Map.of(), "{\"id\":\"p\",\"t\":1}");
    assertThat(map(json, MAPPING).observations()).hasSize(1);
    Message csv = message("gateway", "text/csv; charset=utf-8", Map.of(), "p-7,21.5");
    assertThat(map(csv, MAPPING).observations()).hasSize(1);
  }

  @Test
  void thePayloadMustSatisfyItsSourcesSchema() throws Exception {
    String source =
        """
        {"id": "gateway", "schema": {"properties": {"t": {"maximum": 100}}}}""";
    Message good = message("gateway", "", Map.of(), "{\"id\":\"p\",\"t\":100}");
    assertThat(map(source, good, MAPPING).observations()).hasSize(1);
    Message bad = message("gateway", "", Map.of(), "{\"id\":\"p\",\"t\":101}");
    assertThat(map(source, bad, MAPPING, OTHER).refusals())
        .as("once, whatever the mappings are")
        .extracting(Refusal::code, Refusal::path, Refusal::mappingId)
        .containsExactly(tuple(RefusalCode.SCHEMA_VIOLATION, "/t", null));
  }

  @Test
  void theSchemaIsThatOfTheSourceThatAStructuredEventNames() throws Exception {
    String source =
        """
        {"id": "gateway", "source": "/plant/1", "schema": {"required": ["t"]}}""";
    String event =
        """
        {"specversion":"1.0","id":"1","source":"/plant/1","type":"reading","data":{}}""";
    Message message = message("", "application/cloudevents+json", Map.of(), event);
    assertThat(map(source, message, MAPPING).refusals())
        .extracting(Refusal::path)
        .containsExactly("/t");
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

  private static MappingResult map(Message message, String... documents) throws Exception {
    return map(CSV_SOURCE, message, documents);
  }

  private static MappingResult map(String source, Message message, String... documents)
      throws Exception {
    Source compiled =
        new SourceCompiler(Duration.ZERO).compile(definition("source", "gateway", 1, source));
    List<Mapping> mappings = new ArrayList<>();
    for (String document : documents) {
      String id = document.replaceAll("(?s).*?\"id\": \"([^\"]*)\".*", "$1");
      mappings.add(new MappingCompiler().compile(definition("mapping", id, 1, document)));
    }
    return new MappingSet(
            mappings, id -> null, new Sources(List.of(compiled)), new PayloadFormats())
        .map(message);
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
