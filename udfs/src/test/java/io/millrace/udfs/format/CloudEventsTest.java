package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.RecordedData;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final Pattern TEXT = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"");
  private static final Pattern ROW = Pattern.compile("\\|\\s*([^|\\s]+)\\s*\\|\\s*([^|]+?)\\s*\\|");
  private static final Pattern CELL = Pattern.compile("(?m)^\\s*\\| (application[^|]*?)\\s*\\|");

  @Test
  void readsWhatTheKafkaBindingsFeaturesSay() throws Exception {
    String feature =
        Files.readString(
            RecordedData.folder("cloudevents").resolve("features/kafka-protocol-binding.feature"));
    String[] scenarios = feature.split("Scenario");
    int cases = verify(scenarios[1], null);
    for (Matcher type = CELL.matcher(scenarios[2]); type.find(); ) {
      cases += verify(scenarios[2], type.group(1));
    }
    System.out.println("cloudevents: " + cases + " scenarios of the Kafka binding hold");
    assertThat(cases).isEqualTo(3);
  }

  private static int verify(String scenario, String contentType) throws Exception {
    List<String> texts = new ArrayList<>();
    TEXT.matcher(scenario).results().forEach(text -> texts.add(text.group(1)));
    Map<String, String> headers = rows(scenario, "headers:", "When");
    String type = contentType == null ? headers.get("content-type") : contentType;
    DecodedPayload decoded = Read.read(type, headers, bytes(texts.get(0)), null);
    assertThat(decoded.value()).isEqualTo(JsonDecoder.parse(bytes(texts.get(1))));
    Map<String, String> attributes = rows(scenario, "attributes are:", "And the data");
    attributes.remove("datacontenttype");
    assertThat(attributes).hasSize(5);
    attributes.forEach(
        (name, value) -> assertThat(decoded.headers()).containsEntry("ce_" + name, value));
    return 1;
  }

  private static Map<String, String> rows(String scenario, String from, String to) {
    int start = scenario.indexOf(from);
    Map<String, String> rows = new HashMap<>();
    ROW.matcher(scenario.substring(start, scenario.indexOf(to, start)))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    rows.remove("key");
    return rows;
  }

  @Test
  void dataOfAnotherFormatIsReadAsItsTypeSays() throws Exception {
    assertThat(event("\"datacontenttype\":\"application/cbor\",\"data_base64\":\"oWF0AQ==\""))
        .isEqualTo(Map.of("t", 1L));
    assertThat(event("\"data_base64\":\"eyJ0IjoxfQ==\"")).isEqualTo(Map.of("t", 1L));
    assertThat(event("\"datacontenttype\":\"text/csv\",\"data\":\"a,b\""))
        .isEqualTo(List.of("a", "b"));
    assertThat(event("\"datacontenttype\":\"application/json\",\"data\":\"[1]\"")).isEqualTo("[1]");
    assertThat(
            event(
                "\"datacontenttype\":\"application/senml+json\","
                    + "\"data\":[{\"bn\":\"a\",\"n\":\"b\",\"v\":1,\"t\":1e9}]"))
        .isEqualTo(List.of(Map.of("n", "ab", "v", 1L, "t", 1e9)));
    assertThat(event("\"comexampleextension\":7")).isNull();
  }

  @Test
  void aSourceMayDeclareThatItsJsonIsEvents() throws Exception {
    DeclaredFormat events = new DeclaredFormat(PayloadFormat.CLOUDEVENTS_JSON, List.of());
    byte[] event = bytes(document("\"data\":5,\"x\":true"));
    DecodedPayload decoded = Read.read("", Map.of("a", "b"), event, events);
    assertThat(decoded.value()).isEqualTo(5L);
    assertThat(decoded.headers()).containsEntry("a", "b").containsEntry("ce_x", "true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
        "{\"specversion\":1.0,\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"x\":{}}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"*\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":1}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":1,\"data_base64\":\"\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\","
            + "\"datacontenttype\":\"application/cloudevents+json\",\"data_base64\":\"e30=\"}",
      })
  void refusesWhatIsNoEvent(String payload) {
    assertThat(Read.refusal(() -> Read.as(STRUCTURED, payload)))
        .isEqualTo(RefusalCode.MALFORMED_CLOUDEVENT);
  }

  @Test
  void refusesHeadersThatAreNoEventAndBatches() {
    Map<String, String> old = Map.of("ce_specversion", "0.3");
    assertThat(Read.refusal(() -> Read.read("", old, bytes("1"), null)))
        .isEqualTo(RefusalCode.MALFORMED_CLOUDEVENT);
    Map<String, String> noId = Map.of("ce_specversion", "1.0", "ce_type", "t", "ce_source", "s");
    assertThat(Read.refusal(() -> Read.read("", noId, bytes("1"), null)))
        .isEqualTo(RefusalCode.MALFORMED_CLOUDEVENT);
    assertThat(Read.refusal(() -> Read.as("application/cloudevents-batch+json", "[]")))
        .isEqualTo(RefusalCode.UNSUPPORTED_CONTENT_TYPE);
  }

  private static Object event(String more) throws Exception {
    return Read.as(STRUCTURED, document(more));
  }

  private static String document(String more) {
    return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"," + more + "}";
  }
}
