package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Documents;
import io.millrace.service.stack.RunningService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mappings that extend others, and the tests that they carry. */
class MappingFamilyITCase {
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void aFailingTestKeepsAMappingFromBeingSaved() {
    Answer refused =
        put(
            "tested",
            mapping("tested", "[{\"payload\":{\"v\":1},\"expect\":[{\"properties\":{\"v\":2}}]}]"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/path").asString()).isEqualTo("/tests/0");
    assertThat(refused.json().at("/errors/0/reason").asString())
        .isEqualTo("observation 0: 'v' is 1.0, not 2");
    assertThat(api.get("/api/v1/mappings/tested").status()).isEqualTo(404);
    assertThat(
            put(
                    "tested",
                    mapping(
                        "tested",
                        "[{\"payload\":{\"v\":2},\"expect\":[{\"properties\":{\"v\":2}}]}]"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void aMappingExtendsOneThatIsThere() {
    Answer orphan = put("orphan", "{\"id\":\"orphan\",\"extends\":\"nobody\"}");
    assertThat(orphan.status()).isEqualTo(422);
    assertThat(orphan.json().at("/errors/0/path").asString()).isEqualTo("/extends");
    put("parent", mapping("parent", "[]"));
    assertThat(put("child", "{\"id\":\"child\",\"extends\":\"parent\"}").status()).isEqualTo(201);
    Answer rule =
        api.putJson("/api/v1/rules/of-child", Documents.rule("of-child", "family", "v > 1.0"));
    assertThat(rule.status()).as(rule.http().body()).isEqualTo(201);
    Answer round = put("parent", "{\"id\":\"parent\",\"extends\":\"child\"}");
    assertThat(round.status()).isEqualTo(422);
    assertThat(round.json().at("/errors/0/reason").asString()).contains("built upon itself");
  }

  @Test
  void aBaseThatOthersNeedStays() {
    put("needed", mapping("needed", "[]"));
    put(
        "needing",
        "{\"id\":\"needing\",\"extends\":\"needed\",\"fields\":{\"v\":{\"required\":true}},"
            + "\"tests\":[{\"payload\":{\"v\":1},\"expect\":[{\"properties\":{\"v\":1}}]}]}");
    Answer inUse = api.delete("/api/v1/mappings/needed");
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.text("code")).isEqualTo("definition-in-use");
    assertThat(inUse.text("detail")).contains("needing");
    Answer other = put("needed", mapping("needed", "[]").replace("payload.v", "payload.w"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().at("/errors/0/reason").asString())
        .startsWith("'needing', which extends it, breaks: /tests/0: is refused: missing-field");
    assertThat(api.delete("/api/v1/mappings/needing").status()).isEqualTo(204);
    assertThat(api.delete("/api/v1/mappings/needed").status()).isEqualTo(204);
  }

  private static Answer put(String id, String document) {
    return api.putJson("/api/v1/mappings/" + id, document);
  }

  private static String mapping(String id, String tests) {
    return """
        {"id":"%s","objectType":"family","match":{"source":"family"},
         "fields":{"v":{"expression":"payload.v","type":"double"}},"tests":%s}"""
        .formatted(id, tests);
  }
}
