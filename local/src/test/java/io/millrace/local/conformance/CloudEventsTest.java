package io.millrace.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.millrace.local.e2e.RecordedData;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The events of the CloudEvents conformance project, in both modes, through a mapping. */
class CloudEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final String MAPPING =
      """
      {"id": "events",
       "objectType": "event", "objectId": "headers.ce_id",
       "fields": {
         "type": {"expression": "headers.ce_type", "type": "string", "required": true},
         "source": {"expression": "headers.ce_source", "type": "string", "required": true},
         "text": {"expression": "payload", "type": "string", "onFailure": "skip"},
         "message": {"expression": "payload.msg", "type": "string", "onFailure": "skip"}}}""";

  private int observed;
  private int refused;

  @TestFactory
  List<DynamicTest> events() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RecordedData.folder("cloudevents").resolve("yaml"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (JsonNode event : events(file)) {
          String name = file.getFileName() + " " + event.at("/ContextAttributes/id").asText();
          tests.add(DynamicTest.dynamicTest(name + " binary", () -> check(event, binary(event))));
          tests.add(
              DynamicTest.dynamicTest(name + " structured", () -> check(event, structured(event))));
        }
      }
    }
    tests.add(
        DynamicTest.dynamicTest(
            "figures",
            () -> {
              System.out.printf(
                  "cloudevents: %d events observed, %d refused as they should be%n",
                  observed, refused);
              assertThat(observed).isGreaterThan(8);
            }));
    return tests;
  }

  private static List<JsonNode> events(Path file) throws IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile()).readAll();
  }

  /** Events of version 0.3 and data that is XML must be refused, all others observed. */
  private void check(JsonNode event, Message message) throws Exception {
    Definition mapping =
        new Definition(
            "mapping", "events", 1L, DefinitionState.ACTIVE, MAPPING, Instant.EPOCH, null);
    MappingResult result = new DryRun(mapping, id -> null).apply(message);
    JsonNode attributes = event.path("ContextAttributes");
    boolean old = attributes.path("specversion").asText().equals("0.3");
    boolean xml = attributes.path("datacontenttype").asText().contains("xml");
    boolean binary = !message.contentType().startsWith("application/cloudevents");
    if (xml && (binary || !old)) {
      // In binary mode the data's type is looked at before the event's version.
      assertRefused(result, RefusalCode.UNSUPPORTED_CONTENT_TYPE);
    } else if (old) {
      assertRefused(result, RefusalCode.MALFORMED_CLOUDEVENT);
    } else {
      assertThat(result.refusals()).isEmpty();
      var observation = result.observations().get(0);
      assertThat(observation.getObjectId()).isEqualTo(attributes.path("id").asText());
      assertThat(observation.getProperties())
          .containsEntry("source", attributes.path("source").asText());
      if (attributes.path("datacontenttype").asText().startsWith("text/plain")) {
        assertThat(observation.getProperties()).containsEntry("text", event.path("Data").asText());
      }
      observed++;
    }
  }

  private void assertRefused(MappingResult result, RefusalCode code) {
    assertThat(result.refusals()).extracting(Refusal::code).containsExactly(code);
    refused++;
  }

  private static Message binary(JsonNode event) {
    Map<String, String> headers = new HashMap<>();
    attributes(event).forEach((name, value) -> headers.put("ce_" + name, value));
    String type = headers.remove("ce_datacontenttype");
    return message(headers, type == null ? "application/json" : type, event.path("Data").asText());
  }

  private static Message structured(JsonNode event) throws IOException {
    ObjectNode envelope = JSON.createObjectNode();
    attributes(event).forEach(envelope::put);
    String data = event.path("Data").asText();
    boolean json = envelope.path("datacontenttype").asText("json").contains("json");
    envelope.set("data", json ? JSON.readTree(data) : JSON.getNodeFactory().textNode(data));
    return message(Map.of(), "application/cloudevents+json", envelope.toString());
  }

  private static Map<String, String> attributes(JsonNode event) {
    Map<String, String> attributes = new HashMap<>();
    event
        .path("ContextAttributes")
        .fields()
        .forEachRemaining(
            entry -> {
              if (entry.getValue().isObject()) {
                entry
                    .getValue()
                    .fields()
                    .forEachRemaining(e -> attributes.put(e.getKey(), e.getValue().asText()));
              } else {
                attributes.put(entry.getKey(), entry.getValue().asText());
              }
            });
    return attributes;
  }

  private static Message message(Map<String, String> headers, String type, String payload) {
    return new Message(
        "device",
        "trace",
        "",
        type,
        headers,
        payload.getBytes(StandardCharsets.UTF_8),
        new Origin("device-messages", 0, 1L, 0),
        Instant.EPOCH);
  }
}
