package io.millrace.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.testkit.RecordedData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that break programs, in every place that takes a text. */
class NaughtyStringsITCase {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> STRINGS = new ArrayList<>();
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    String list = Files.readString(RecordedData.folder("naughty-strings").resolve("blns.json"));
    JSON.readTree(list).forEach(item -> STRINGS.add(item.asString()));
    assertThat(STRINGS).hasSizeGreaterThan(400);
    api = RunningService.shared().api();
    Stack.shared()
        .elasticsearch("PUT", "/objects-naughty-000001", "{\"aliases\":{\"objects-naughty\":{}}}");
    Stack.shared()
        .elasticsearch(
            "PUT",
            "/objects-naughty/_doc/kumquat?refresh=true",
            """
            {"id":"kumquat","type":"naughty","seq":1,"createdAt":"2026-01-01T00:00:00Z",
             "updatedAt":"2026-01-01T00:00:00Z","properties":{"word":"kumquat"}}""");
    System.out.println("Naughty strings: " + STRINGS.size() + " cases replayed");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void asWordsAndFilterValuesTheyFindNothing() {
    for (String text : STRINGS) {
      if (!text.isBlank()) {
        assertFindsNothing("?q=" + encode(text));
      }
      assertFindsNothing("?filter=word:eq:" + encode(text));
    }
  }

  private static void assertFindsNothing(String query) {
    Answer answer = api.get("/api/v1/objects/naughty" + query);
    assertThat(answer.status()).as(query).isIn(200, 400);
    assertThat(answer.json().path("total").asInt(0)).as(query).isZero();
  }

  @Test
  void inDocumentsTheyComeBackAsTheyWere() {
    for (String text : STRINGS) {
      if (text.isBlank()) {
        continue;
      }
      String device =
          JSON.writeValueAsString(
              Map.of("id", "naughty", "type", "machine", "labels", Map.of("a", text)));
      Answer saved = api.putJson("/api/v1/devices/naughty", device);
      assertThat(saved.status()).as(text).isIn(200, 201);
      JsonNode read = api.get("/api/v1/devices/naughty").json();
      assertThat(read.at("/document/labels/a").asString()).isEqualTo(text);
    }
  }

  @Test
  void asIdsTheyAreRefusedOrFound() {
    for (String text : STRINGS) {
      for (String path : List.of("/api/v1/devices/", "/api/v1/objects/naughty/")) {
        Answer answer = api.get(path + encode(text));
        assertThat(answer.status()).as(text).isBetween(200, 499);
      }
    }
  }
}
