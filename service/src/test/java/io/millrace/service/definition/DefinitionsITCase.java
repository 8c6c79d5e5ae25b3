package io.millrace.service.definition;

import static io.millrace.service.stack.Documents.device;
import static io.millrace.service.stack.Documents.mapping;
import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DefinitionsITCase {
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void aNewOneIsMadeAndFound() {
    Answer made = api.putJson("/api/v1/rules/made", rule("made", "t > 1.0"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/rules/made");
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(made.text("kind")).isEqualTo("rule");
    assertThat(made.text("state")).isEqualTo("ACTIVE");
    assertThat(made.json().at("/document/condition").asString()).isEqualTo("t > 1.0");
    assertThat(made.text("updatedAt")).isNotEmpty();
    assertThat(api.get("/api/v1/rules/made").json()).isEqualTo(made.json());
  }

  @Test
  void theSameAgainChangesNothing() {
    Answer first = api.putJson("/api/v1/rules/same", rule("same", "t > 1.0"));
    String reordered =
        """
        { "kind": "threshold", "condition": "t > 1.0", "objectType": "machine", "id": "same" }""";
    Answer second = api.putJson("/api/v1/rules/same", reordered);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(api.get("/api/v1/rules/same/versions").json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void yamlIsAsGoodAsJson() {
    byte[] yaml =
        """
        id: yaml
        kind: threshold
        objectType: machine
        condition: t > 1.0   # degrees
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(api.put("/api/v1/rules/yaml", "application/yaml", yaml).status()).isEqualTo(201);
    assertThat(api.putJson("/api/v1/rules/yaml", rule("yaml", "t > 1.0")).text("version"))
        .isEqualTo("1");
  }

  @Test
  void aSourceIsCheckedAsTheJobWouldAndDescribesItsSenderAlone() {
    String source =
        """
        {"id": "line-1", "source": "/plant/1", "format": "csv", "columns": ["t"],
         "schema": {"type": "object"}, "late": {"after": "PT10M", "policy": "refuse"}}""";
    Answer made = api.putJson("/api/v1/sources/line-1", source);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("kind")).isEqualTo("source");
    assertThat(api.putJson("/api/v1/sources/line-1", source).status()).isEqualTo(200);
    Answer other = api.putJson("/api/v1/sources/line-2", source.replace("line-1", "line-2"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().at("/errors/0/path").asString()).isEqualTo("/source");
    Answer broken =
        api.putJson(
            "/api/v1/sources/line-3",
            "{\"id\": \"line-3\", \"schema\": {\"properties\": {\"t\": {\"type\": \"nummer\"}}}}");
    assertThat(broken.status()).isEqualTo(422);
    assertThat(broken.json().at("/errors/0/path").asString())
        .isEqualTo("/schema/properties/t/type");
    assertThat(api.delete("/api/v1/sources/line-1").status()).isEqualTo(204);
    assertThat(api.putJson("/api/v1/sources/line-2", source.replace("line-1", "line-2")).status())
        .isEqualTo(201);
  }

  @Test
  void everyVersionStays() {
    IntStream.rangeClosed(1, 3)
        .forEach(i -> api.putJson("/api/v1/rules/kept", rule("kept", "t > " + i + ".0")));
    Answer history = api.get("/api/v1/rules/kept/versions?limit=2");
    assertThat(history.json().path("total").asInt()).isEqualTo(3);
    assertThat(history.json().at("/items/0/version").asInt()).isEqualTo(3);
    assertThat(history.json().at("/items").size()).isEqualTo(2);
    Answer first = api.get("/api/v1/rules/kept?version=1");
    assertThat(first.json().at("/document/condition").asString()).isEqualTo("t > 1.0");
    assertThat(api.get("/api/v1/rules/kept?version=4").status()).isEqualTo(404);
  }

  @Test
  void pausesAndResumes() {
    api.putJson("/api/v1/rules/paused", rule("paused", "t > 1.0"));
    assertThat(api.post("/api/v1/rules/paused:pause").text("state")).isEqualTo("PAUSED");
    Answer again = api.post("/api/v1/rules/paused:pause");
    assertThat(again.text("version")).isEqualTo("2");
    Answer changed = api.putJson("/api/v1/rules/paused", rule("paused", "t > 2.0"));
    assertThat(changed.text("state")).isEqualTo("PAUSED");
    assertThat(api.get("/api/v1/rules?state=paused&limit=500").http().body()).contains("paused");
    assertThat(api.post("/api/v1/rules/paused:resume").text("state")).isEqualTo("ACTIVE");
    assertThat(api.post("/api/v1/rules/never:pause").status()).isEqualTo(404);
    assertThat(api.post("/api/v1/mappings/paused:pause").status()).isEqualTo(405);
  }

  @Test
  void aRemovedOneIsGoneButItsNumbersGoOn() {
    api.putJson("/api/v1/rules/gone", rule("gone", "t > 1.0"));
    assertThat(api.delete("/api/v1/rules/gone").status()).isEqualTo(204);
    assertThat(api.get("/api/v1/rules/gone").status()).isEqualTo(404);
    assertThat(api.delete("/api/v1/rules/gone").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/rules?limit=500").http().body()).doesNotContain("\"gone\"");
    assertThat(api.get("/api/v1/rules?state=removed").http().body()).contains("\"gone\"");
    assertThat(api.get("/api/v1/rules/gone/versions").json().path("total").asInt()).isEqualTo(2);
    Answer anew = api.putJson("/api/v1/rules/gone", rule("gone", "t > 1.0"));
    assertThat(anew.status()).isEqualTo(201);
    assertThat(anew.text("version")).isEqualTo("3");
  }

  @Test
  void preconditionsAreKept() {
    String path = "/api/v1/rules/guarded";
    assertThat(api.putJson(path, rule("guarded", "t > 0.0"), "If-Match", "*").status())
        .isEqualTo(412);
    api.putJson(path, rule("guarded", "t > 1.0"), "If-None-Match", "*");
    Answer exists = api.putJson(path, rule("guarded", "t > 2.0"), "If-None-Match", "*");
    assertThat(exists.status()).isEqualTo(412);
    Answer refused = api.putJson(path, rule("guarded", "t > 2.0"), "If-Match", "\"7\"");
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.text("code")).isEqualTo("version-mismatch");
    assertThat(api.putJson(path, rule("guarded", "t > 2.0"), "If-Match", "\"1\"").status())
        .isEqualTo(200);
    assertThat(api.delete(path, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(api.get(path, "If-None-Match", "\"2\"").status()).isEqualTo(304);
  }

  @Test
  void rulesMayNameOnlyWhatMappingsMake() {
    api.putJson("/api/v1/mappings/pump-v", mapping("pump-v", "pump", "pressure"));
    Answer misspelt = api.putJson("/api/v1/rules/pump-1", rule("pump-1", "pump", "presure > 1.0"));
    assertThat(misspelt.status()).isEqualTo(422);
    assertThat(misspelt.text("code")).isEqualTo("invalid-definition");
    assertThat(misspelt.json().at("/errors/0/path").asString()).isEqualTo("/condition");
    assertThat(misspelt.json().at("/errors/0/reason").asString()).contains("presure", "pressure");
    api.putJson("/api/v1/mappings/pump-v", mapping("pump-v", "pump", "presure"));
    assertThat(
            api.putJson("/api/v1/rules/pump-1", rule("pump-1", "pump", "presure > 1.0")).status())
        .isEqualTo(201);
  }

  @Test
  void devicesMayHaveIdsFromTheField() {
    String id = "urn:dev:" + "Ab.1_-".repeat(41) + "z";
    Answer made = api.putJson("/api/v1/devices/" + id, device(id));
    assertThat(made.status()).isEqualTo(201);
    assertThat(api.get(made.header("Location")).text("id")).isEqualTo(id);
    String longer = id + "12345678";
    assertThat(api.putJson("/api/v1/devices/" + longer, device(longer)).status()).isEqualTo(422);
  }

  @Test
  void atTheSameMomentEveryChangeGetsAVersionOfItsOwn() {
    List<Long> versions =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> api.putJson("/api/v1/rules/raced", rule("raced", "t > " + i + ".0")))
            .map(answer -> Long.parseLong(answer.text("version")))
            .sorted()
            .toList();
    assertThat(versions).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  void listsByIdInPages() {
    List.of("page-c", "page-a", "page-b")
        .forEach(id -> api.putJson("/api/v1/devices/" + id, device(id)));
    Answer all = api.get("/api/v1/devices?limit=500");
    int total = all.json().path("total").asInt();
    assertThat(total).isEqualTo(all.json().path("items").size()).isGreaterThanOrEqualTo(3);
    Answer page = api.get("/api/v1/devices?limit=2&offset=1");
    assertThat(page.json().path("total").asInt()).isEqualTo(total);
    assertThat(page.json().at("/items/0")).isEqualTo(all.json().at("/items/1"));
    assertThat(page.json().at("/items").size()).isEqualTo(2);
  }
}
