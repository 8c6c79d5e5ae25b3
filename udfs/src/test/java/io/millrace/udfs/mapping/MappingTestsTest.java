package io.millrace.udfs.mapping;

import static io.millrace.udfs.mapping.Mapped.compile;
import static io.millrace.udfs.mapping.Mapped.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.definition.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTestsTest {
  @Test
  void passWhereTheMappingDoesWhatTheySay() {
    assertThat(
            failures(
                """
                {"name": "hot", "device": {"id": "p1", "type": "pump", "labels": {"line": "l3"}},
                 "payload": {"t": 71, "at": {"lat": 1, "lon": 2}},
                 "expect": [{"objectType": "pump", "objectId": "p1", "deviceId": "p1",
                             "observedAt": "2000-01-01T00:00:00Z",
                             "properties": {"t": 71, "line": "l3", "at": {"lat": 1, "lon": 2}}}]},
                {"device": "p2", "payloadText": "{\\"t\\":1}", "expect": [{"objectId": "p2"}]},
                {"payloadBase64": "eyJ0IjoxfQ==", "expect": [{"properties": {"t": 1.0}}]},
                {"payload": {"t": "x"}, "refused": "wrong-type"},
                {"payload": {"t": 1}, "headers": {"source": "other"}, "refused": "no-mapping"}"""))
        .isEmpty();
  }

  @Test
  void tellWhatDiffers() {
    assertThat(
            failures(
                """
                {"payload": {"t": 1}, "expect": [{"properties": {"t": 1}}]},
                {"name": "cold", "payload": {"t": 2}, "expect": [{"objectId": "p9", "properties": {"t": 1, "x": 1}}]},
                {"payload": {"t": 2, "at": [1, 2]}, "expect": [{"properties": {"t": 2}}]},
                {"payload": {"t": 1}, "expect": []},
                {"payload": {"t": "x"}, "expect": [{}]},
                {"payload": {"t": "x"}, "refused": "missing-field"},
                {"payload": {"t": 1}, "refused": "missing-field"}"""))
        .containsExactly(
            new Problem(
                "/tests/1",
                "'cold' observation 0: 'objectId' is device, not p9; observation 0: 't' is 2.0, not 1;"
                    + " observation 0: there is no 'x'"),
            new Problem("/tests/2", "observation 0: 'at' {lat=2.0, lon=1.0} is not expected"),
            new Problem("/tests/3", "gives 1 observations, not 0"),
            new Problem("/tests/4", "is refused: wrong-type: 't' must be double but is String x"),
            new Problem(
                "/tests/5", "gives a refusal with wrong-type, not a refusal with missing-field"),
            new Problem("/tests/6", "gives 1 observations, not a refusal with missing-field"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"expect\": []}",
        "{\"payload\": 1, \"payloadText\": \"1\", \"expect\": []}",
        "{\"payload\": 1}",
        "{\"payload\": 1, \"expect\": [], \"refused\": \"no-mapping\"}",
        "{\"payloadBase64\": \"?\", \"expect\": []}",
        "{\"payload\": 1, \"device\": {\"id\": \"d\"}, \"expect\": []}",
        "{\"payload\": 1, \"expect\": [{\"observedAt\": \"noon\"}]}",
        "{\"payload\": 1, \"expect\": [{\"values\": {}}]}",
        "{\"payload\": 1, \"receivedAt\": \"noon\", \"expect\": []}",
        "{\"payload\": 1, \"expected\": []}",
        "7"
      })
  void refusesTestsThatSayNothing(String test) {
    assertThat(problems(mapping(test)))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.path()).startsWith("/tests/0"));
  }

  @Test
  void aTemplateHasNone() {
    String test = "{\"payload\": {}, \"expect\": []}";
    assertThat(problems(mapping(test).replace("{\"id\"", "{\"template\": true, \"id\"")))
        .extracting(Problem::path)
        .containsExactly("/tests");
  }

  private static List<Problem> failures(String tests) {
    return MappingTests.failures(
        compile(mapping(tests)), (mapping, devices) -> new MappingSet(List.of(mapping), devices));
  }

  private static String mapping(String tests) {
    return """
        {"id": "m", "objectType": "pump", "match": {"source": "plant"},
         "fields": {"t": {"expression": "payload.t", "type": "double"},
                    "at": {"expression": "payload.at", "type": "geo-point"},
                    "line": {"expression": "device.labels.line", "type": "string"}},
         "tests": [%s]}"""
        .formatted(tests);
  }
}
