package io.millrace.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever has saved an ontology has its indexes. */
class IndexSetupITCase {
  private static final String ONTOLOGY = "/api/v1/ontology?allow=breaking";
  private static final JsonMapper JSON = new JsonMapper();
  private static Api api;
  private static Stack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = Stack.shared();
    api = RunningService.shared().api();
  }

  @AfterEach
  void reset() {
    api.putJson(ONTOLOGY, "{\"name\":\"t\",\"objectTypes\":{}}");
  }

  private static void save(String type, String properties) {
    String document =
        """
        {"name":"t","objectTypes":{"%s":{"primaryKey":"id","properties":{
          "id":{"type":"string"}%s}}},
         "linkTypes":{"%s-next":{"source":"%s","target":"%s","cardinality":"n:m",
          "properties":{"since":{"type":"date"}}}}}"""
            .formatted(type, properties, type, type, type);
    Api.Answer answer = api.putJson(ONTOLOGY, document);
    assertThat(answer.status()).as(answer.http().body()).isLessThan(300);
  }

  private static JsonNode mappings(String alias) throws Exception {
    JsonNode indexes = JSON.readTree(stack.elasticsearch("GET", "/" + alias + "/_mapping", ""));
    assertThat(indexes.propertyNames()).containsExactly(alias + "-000001");
    return indexes.path(alias + "-000001").path("mappings");
  }

  private static List<String> rebuild(String alias) throws Exception {
    return JSON.convertValue(
        mappings(alias).at("/_meta/millrace/rebuild"),
        JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  @Test
  void typesGetIndexesWithTheirFields() throws Exception {
    save(
        "gantry",
        """
        ,"name":{"type":"string","searchable":true},"price":{"type":"decimal","scale":2},
        "built":{"type":"date"},"seen":{"type":"timestamp"},"at":{"type":"geo-point"},
        "tags":{"type":"list","items":"string"},"extra":{"type":"map","items":"long"},
        "note":{"type":"string","indexed":false},
        "shape":{"type":"vector","dims":3,"similarity":"cosine"}""");
    JsonNode fields = mappings("objects-gantry").at("/properties/properties/properties");
    assertThat(fields.at("/price/type").asString()).isEqualTo("double");
    assertThat(fields.at("/shape/similarity").asString()).isEqualTo("cosine");
    // The template says the rest.
    assertThat(mappings("objects-gantry").at("/properties/deletedAt/type").asString())
        .isEqualTo("date");
    assertThat(mappings("links-gantry-next").at("/properties/properties/properties/since/type"))
        .hasToString("\"date\"");
    assertThat(rebuild("objects-gantry")).isEmpty();
    String gantry =
        """
        {"id":"c","type":"gantry","seq":1,"createdAt":"2026-01-01T00:00:00Z",
         "updatedAt":"2026-01-01T00:00:00Z","places":{"at":{"lat":52.5,"lon":13.25}},
         "properties":{"id":"c","name":"Tall one","price":"12.50","built":"2020-05-17",
          "seen":"2026-01-01T12:00:00.5Z","at":{"lat":52.5,"lon":13.25},"tags":["a","b"],
          "extra":{"k":7},"note":"unsearched","shape":[0.1,0.2,0.3]}}""";
    stack.elasticsearch("PUT", "/objects-gantry/_doc/c?refresh=true", gantry);
    for (String query :
        List.of(
            "filter=price:gt:12.4&filter=price:lt:12.6",
            "filter=built:gt:2020-05-16&filter=built:lte:2020-05-17",
            "filter=seen:gte:2026-01-01T12:00:00Z",
            "filter=at:near:52.5,13.25,1km",
            "filter=tags:eq:b",
            "filter=extra.k:eq:7",
            "q=tall",
            "sort=price:desc")) {
      Api.Answer found = api.get("/api/v1/objects/gantry?" + query);
      assertThat(found.json().path("total").asInt(-1))
          .as(query + ": " + found.http().body())
          .isEqualTo(1);
    }
    String far = gantry.replace("\"c\"", "\"far\"").replace("[0.1,0.2,0.3]", "[-0.1,0.2,-0.3]");
    stack.elasticsearch("PUT", "/objects-gantry/_doc/far?refresh=true", far);
    like("shape:like:far", "far", "c");
    like("shape:like:%5B0.1,0.2,0.4%5D", "c", "far");
    like("shape:like:far&filter=id:eq:c", "c");
    // A value of an older ontology leaves its field out, and not the object.
    stack.elasticsearch(
        "PUT",
        "/objects-gantry/_doc/old?refresh=true",
        gantry.replace("\"12.50\"", "\"cheap\"").replace("\"id\":\"c\"", "\"id\":\"old\""));
    assertThat(api.get("/api/v1/objects/gantry/old").json().at("/properties/price").asString())
        .isEqualTo("cheap");
    for (String bad : List.of("shape:like:none", "name:like:c", "shape:like:%5B1,x%5D")) {
      assertThat(api.get("/api/v1/objects/gantry?filter=" + bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(api.get("/api/v1/objects/gantry?q=unsearched").json().path("total").asInt())
        .isZero();
    assertThat(api.get("/api/v1/objects/gantry?filter=note:eq:unsearched").status()).isEqualTo(400);
    assertThat(api.get("/api/v1/objects/gantry/c").json().at("/properties/price").asString())
        .isEqualTo("12.50");
  }

  private static void like(String filter, String... ids) {
    Api.Answer found = api.get("/api/v1/objects/gantry?filter=" + filter);
    assertThat(found.json().path("items"))
        .as(found.http().body())
        .extracting(item -> item.path("id").asString())
        .containsExactly(ids);
  }

  @Test
  void newFieldsAreAddedAndOthersAreRecorded() throws Exception {
    save("lorry", "");
    save("lorry", ",\"load\":{\"type\":\"long\"}");
    assertThat(mappings("objects-lorry").at("/properties/properties/properties/load/type"))
        .hasToString("\"long\"");
    assertThat(rebuild("objects-lorry")).isEmpty();
    save("lorry", ",\"load\":{\"type\":\"string\"},\"wheels\":{\"type\":\"long\"}");
    assertThat(rebuild("objects-lorry")).singleElement().asString().startsWith("properties.load");
    assertThat(mappings("objects-lorry").at("/properties/properties/properties/wheels/type"))
        .hasToString("\"long\"");
    save("lorry", ",\"load\":{\"type\":\"long\"}");
    assertThat(rebuild("objects-lorry")).isEmpty();
  }

  @Test
  void anIndexThatStoodBeforeIsToBeRebuilt() throws Exception {
    stack.elasticsearch("PUT", "/objects-tram-000001", "{\"aliases\":{\"objects-tram\":{}}}");
    save("tram", ",\"load\":{\"type\":\"long\"}");
    assertThat(rebuild("objects-tram")).hasSize(1);
    assertThat(
            mappings("objects-tram").at("/properties/properties/properties/load").isMissingNode())
        .isTrue();
  }
}
