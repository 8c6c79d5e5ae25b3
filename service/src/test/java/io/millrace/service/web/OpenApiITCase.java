package io.millrace.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.RunningService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiITCase {
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void describesEveryOperation() {
    JsonNode document = api.get("/openapi.json").json();
    assertThat(document.path("openapi").asString()).startsWith("3.1");
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .forEachEntry((path, item) -> item.forEachEntry((m, o) -> operations.add(m + " " + path)));
    assertThat(operations)
        .containsExactlyInAnyOrder(
            "get /api/v1/{kind}",
            "get /api/v1/{kind}/{id}",
            "put /api/v1/{kind}/{id}",
            "delete /api/v1/{kind}/{id}",
            "get /api/v1/{kind}/{id}/versions",
            "get /api/v1/codecs/{id}",
            "put /api/v1/codecs/{id}",
            "post /api/v1/mappings/{id}:dry-run",
            "post /api/v1/mappings:infer",
            "get /api/v1/ontology",
            "put /api/v1/ontology",
            "get /api/v1/ontology/versions",
            "post /api/v1/ontology:check",
            "post /api/v1/rules/{id}:pause",
            "post /api/v1/rules/{id}:resume",
            "get /api/v1/rules/{id}/status",
            "put /api/v1/rules/{id}/shadow",
            "get /api/v1/rules/{id}/shadow",
            "delete /api/v1/rules/{id}/shadow",
            "get /api/v1/rules/{id}/shadow/status",
            "get /api/v1/rules/{id}/shadow/diff",
            "get /api/v1/objects/{type}",
            "get /api/v1/objects/{type}/{id}",
            "get /api/v1/objects/{type}/{id}/links",
            "get /api/v1/objects/{type}/{id}/links/{name}",
            "get /api/v1/links/{linkType}",
            "get /api/v1/findings",
            "get /api/v1/objects/{type}/{id}/lineage",
            "post /api/v1/objects/{type}",
            "patch /api/v1/objects/{type}/{id}",
            "delete /api/v1/objects/{type}/{id}",
            "post /api/v1/objects/{type}/{id}:restore",
            "put /api/v1/objects/{type}/{id}/links/{link}/{otherId}",
            "delete /api/v1/objects/{type}/{id}/links/{link}/{otherId}",
            "post /api/v1/objects:batch",
            "get /api/v1/edits/{id}",
            "post /api/v1/objects/{type}/{id}/commands",
            "post /api/v1/devices/{id}/commands",
            "get /api/v1/commands/{id}",
            "get /api/v1/alerts",
            "get /api/v1/alerts/{id}",
            "get /api/v1/alerts/{id}/explanation",
            "post /api/v1/rules/{id}:backtest",
            "get /api/v1/dead-letters",
            "get /api/v1/dead-letters/groups",
            "get /api/v1/dead-letters/{id}",
            "post /api/v1/dead-letters:try",
            "post /api/v1/dead-letters:replay",
            "get /api/v1/datasets",
            "get /api/v1/datasets/{id}",
            "get /api/v1/datasets/{id}/versions",
            "post /api/v1/datasets/{id}/versions",
            "get /api/v1/datasets/{id}/versions/{version}",
            "get /api/v1/datasets/{id}/table",
            "put /api/v1/datasets/{id}/table",
            "delete /api/v1/datasets/{id}/table",
            "post /api/v1/datasets/{id}/table:extract",
            "get /health/live",
            "get /health/ready");
  }

  @Test
  void describesBodiesAndProblems() {
    JsonNode document = api.get("/openapi.json").json();
    JsonNode put = document.path("paths").path("/api/v1/{kind}/{id}").path("put");
    assertThat(put.path("requestBody").path("content").propertyNames())
        .contains("application/json", "application/yaml");
    assertThat(put.path("parameters").toString()).contains("\"rules\"", "\"object-mappings\"");
    assertThat(put.path("responses").propertyNames())
        .contains("200", "201", "400", "412", "413", "415", "422", "503");
    assertThat(put.at("/responses/422/content").path("application/problem+json").at("/schema/$ref"))
        .hasToString("\"#/components/schemas/Problem\"");
    JsonNode schemas = document.at("/components/schemas");
    assertThat(schemas.path("Problem").path("properties").propertyNames())
        .contains("type", "code", "status", "detail", "errors", "line");
    assertThat(schemas.at("/Definition/properties/document/type").asString()).isEqualTo("object");
    assertThat(schemas.path("TypedObject").path("properties").propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "type",
            "seq",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "deletedAt",
            "deletedBy",
            "properties");
    assertThat(schemas.path("FoundObject").path("properties").propertyNames())
        .contains("id", "seq", "properties", "source");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode document = api.get("/openapi.json").json();
    assertThat(document.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isObject()).isTrue());
  }

  @Test
  void everyListSaysWhichStretchesItOffers() {
    JsonNode paths = api.get("/openapi.json").json().path("paths");
    for (String list :
        List.of(
            "/api/v1/{kind}",
            "/api/v1/objects/{type}",
            "/api/v1/alerts",
            "/api/v1/dead-letters",
            "/api/v1/datasets")) {
      Map<String, JsonNode> parameters = new TreeMap<>();
      paths
          .path(list)
          .at("/get/parameters")
          .forEach(parameter -> parameters.put(parameter.path("name").asString(), parameter));
      assertThat(parameters).as(list).containsKeys("limit", "offset").doesNotContainKey("paging");
      JsonNode limit = parameters.get("limit");
      assertThat(limit.path("in").asString()).isEqualTo("query");
      assertThat(limit.path("required").asBoolean(false)).isFalse();
      assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(500);
      assertThat(limit.at("/schema/default").asInt()).isEqualTo(50);
    }
  }

  @Test
  void isShownToPeople() {
    assertThat(api.get("/docs").status()).isEqualTo(302);
    Api.Answer page = api.get(api.get("/docs").header("Location"));
    assertThat(page.http().body()).contains("swagger-ui");
    assertThat(api.get("/openapi.json/swagger-config").text("url")).isEqualTo("/openapi.json");
  }

  @Test
  void metricsNameTheRequests() {
    api.get("/api/v1/rules");
    assertThat(api.get("/metrics").http().body())
        .contains("http_server_requests_seconds_count", "uri=\"/api/v1/{kind", "jvm_memory_used")
        .contains("millrace_outbox_size", "hikaricp_connections_active");
  }
}
