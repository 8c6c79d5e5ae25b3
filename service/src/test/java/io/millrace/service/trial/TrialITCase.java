package io.millrace.service.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrialITCase {
  private static final String MAPPING =
      """
      {"id": "trial-pump", "match": {"source": "trial-pumps"}, "objectType": "pump",
       "objectId": "device.id", "unknownDevices": "refuse",
       "fields": {
         "pressure": {"expression": "payload.bar", "type": "double", "required": true},
         "place": {"expression": "payload.at", "type": "geo-point"},
         "speed": {"expression": "payload.rpm", "type": "long"}}}""";

  private static Api api;

  @BeforeAll
  static void save() throws Exception {
    api = RunningService.shared().api();
    assertThat(api.putJson("/api/v1/mappings/trial-pump", MAPPING).status()).isIn(200, 201);
    assertThat(
            api.putJson("/api/v1/devices/pump-7", "{\"id\":\"pump-7\",\"type\":\"pump\"}").status())
        .isIn(200, 201);
  }

  @Test
  void showsObservationsDeadLettersAndWhatIsLeftOut() {
    JsonNode result =
        dryRun(
                """
                {"messages": [
                  {"device": "pump-7", "receivedAt": "2026-01-01T12:00:00Z",
                   "payload": {"bar": 8, "at": [7.5, 51.5], "oil": 3}},
                  {"device": "pump-8", "payload": {"bar": 8}},
                  {"device": "pump-7", "payloadText": "{"},
                  {"device": "pump-7", "contentType": "application/cbor", "payloadBase64": "oWNiYXIB"}]}""")
            .json();
    JsonNode first = result.at("/messages/0/observations/0");
    assertThat(first.path("objectId").asString()).isEqualTo("pump-7");
    assertThat(first.path("observedAt").asString()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(first.at("/properties/pressure").asDouble()).isEqualTo(8.0);
    assertThat(first.at("/properties/place/lat").asDouble()).isEqualTo(51.5);
    assertThat(result.at("/messages/1/deadLetters/0/code").asString()).isEqualTo("unknown-device");
    assertThat(result.at("/messages/1/deadLetters/0/mapping").asString()).isEqualTo("trial-pump");
    assertThat(result.at("/messages/2/deadLetters/0/code").asString()).isEqualTo("malformed-json");
    assertThat(result.at("/messages/3/observations/0/properties/pressure").asDouble()).isEqualTo(1);
    assertThat(result.path("observations").asInt()).isEqualTo(2);
    assertThat(result.path("deadLetters").asInt()).isEqualTo(2);
    assertThat(result.at("/coverage/neverFilled")).hasToString("[\"speed\"]");
    assertThat(result.at("/coverage/neverRead")).hasToString("[\"oil\"]");
  }

  @Test
  void aDocumentTakesThePlaceOfTheSavedOneAndChangesNothing() {
    String other = MAPPING.replace("payload.bar", "payload.oil");
    JsonNode result =
        dryRun(
                "{\"mapping\": %s, \"messages\": [{\"device\": \"pump-7\", \"payload\": {\"oil\": 3}}]}"
                    .formatted(other))
            .json();
    assertThat(result.at("/messages/0/observations/0/properties/pressure").asDouble()).isEqualTo(3);
    assertThat(api.get("/api/v1/mappings/trial-pump").json().path("version").asInt()).isEqualTo(1);
    assertThat(dryRun("{\"version\": 1, \"messages\": [{\"payload\": 1}]}").status())
        .isEqualTo(200);
  }

  @Test
  void saysAllThatIsWrong() {
    Answer wrong =
        dryRun("{\"messages\": [{}, {\"payloadBase64\": \"*\", \"x\": 1}], \"version\": \"1\"}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text("code")).isEqualTo("invalid-request");
    assertThat(dryRun("{\"messages\": [{}, {\"payloadBase64\": \"*\", \"x\": 1}]}").http().body())
        .contains("/messages/0", "/messages/1/payloadBase64", "/messages/1/x");
    assertThat(dryRun("{\"messages\": []}").status()).isEqualTo(422);
    assertThat(dryRun("{\"messages\": [" + messages(1001) + "]}").status()).isEqualTo(422);
    assertThat(dryRun("{").status()).isEqualTo(400);
    assertThat(
            dryRun("{\"mapping\": {\"id\": \"trial-pump\"}, \"messages\": [{\"payload\": 1}]}")
                .text("code"))
        .isEqualTo("invalid-definition");
    assertThat(dryRun("{\"version\": 99, \"messages\": [{\"payload\": 1}]}").status())
        .isEqualTo(404);
    assertThat(
            api.postJson("/api/v1/mappings/nowhere:dry-run", "{\"messages\": [{\"payload\": 1}]}")
                .status())
        .isEqualTo(404);
    String large = "{\"messages\": [{\"payloadText\": \"" + "x".repeat(1 << 20) + "\"}]}";
    assertThat(dryRun(large).status()).isEqualTo(413);
  }

  @Test
  void proposesAMappingThatCanBeSaved() {
    String samples =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    "{\"payload\": {\"id\": \"m%d\", \"ts\": 17672688%02d, \"temp_c\": 21.5}}"
                        .formatted(i % 4, i))
            .collect(Collectors.joining(","));
    Answer answer =
        api.postJson(
            "/api/v1/mappings:infer",
            "{\"source\": \"trial-rooms\", \"objectType\": \"room\", \"messages\": [%s,{\"payloadText\": \"{\"}]}"
                .formatted(samples));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    JsonNode proposal = answer.json();
    assertThat(proposal.at("/mapping/objectId").asString()).isEqualTo("payload.id");
    assertThat(proposal.at("/mapping/observedAt").asString()).isEqualTo("epochSeconds(payload.ts)");
    assertThat(proposal.at("/mapping/fields/tempC/unit").asString()).isEqualTo("Cel");
    assertThat(proposal.at("/fields/0/confidence").asDouble()).isEqualTo(0.84);
    assertThat(proposal.path("mapped").asInt()).isEqualTo(20);
    assertThat(proposal.at("/notes/0").asString()).contains("Message 20", "malformed-json");
    String document = proposal.path("mapping").toString();
    assertThat(api.putJson("/api/v1/mappings/trial-rooms", document).status()).isIn(200, 201);
    assertThat(
            api.postJson("/api/v1/mappings:infer", "{\"messages\": [{\"payload\": {}}]}").status())
        .isEqualTo(422);
  }

  private static String messages(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"payload\": 1}")
        .collect(Collectors.joining(","));
  }

  private static Answer dryRun(String body) {
    return api.postJson("/api/v1/mappings/trial-pump:dry-run", body);
  }
}
