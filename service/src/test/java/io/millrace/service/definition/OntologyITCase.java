package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Definition;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.ControlTopic;
import io.millrace.service.stack.Documents;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ontology over HTTP; the service has a database of its own. */
class OntologyITCase {
  private static final String ONTOLOGY = "/api/v1/ontology";
  private static final String SPEED =
      "'speed': {'title': 'Speed', 'type': 'double', 'unit': 'km/h'}";
  private static final String NAME = "'name': {'title': 'Name', 'type': 'string'}";

  private static RunningService service;
  private static Api api;
  private static int tests;

  /** Each test has an object type of its own, for mappings and rules of others stay. */
  private String type;

  /** The version that the ontology has when a test begins. */
  private long base;

  @BeforeAll
  static void start() throws Exception {
    Stack stack = Stack.shared();
    service = RunningService.start(stack.settings(stack.createDatabase("ontology")));
    api = service.api();
    assertThat(api.get(ONTOLOGY).status()).isEqualTo(404);
    Answer made = api.putJson(ONTOLOGY, document("'objectTypes': {}"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(ONTOLOGY);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void empty() {
    tests++;
    type = "van-" + tests;
    Answer emptied = api.putJson(ONTOLOGY + "?allow=breaking", document("'objectTypes': {}"));
    base = emptied.json().path("version").asLong();
  }

  @Test
  void everyVersionIsKept() {
    Answer made = save(SPEED);
    assertThat(made.status()).as(made.http().body()).isEqualTo(200);
    assertThat(made.header("ETag")).isEqualTo("\"" + (base + 1) + "\"");
    assertThat(version(save(SPEED))).isEqualTo(base + 1);
    assertThat(version(save(SPEED + ", " + NAME))).isEqualTo(base + 2);
    assertThat(api.get(ONTOLOGY).json().at("/document/objectTypes/" + type + "/properties").size())
        .isEqualTo(3);
    assertThat(
            api.get(ONTOLOGY + "?version=" + (base + 1))
                .json()
                .at("/document/objectTypes/" + type + "/properties")
                .size())
        .isEqualTo(2);
    assertThat(api.get(ONTOLOGY + "/versions").json().path("total").asLong()).isEqualTo(base + 2);
    byte[] next = van(NAME).getBytes(StandardCharsets.UTF_8);
    assertThat(api.put(ONTOLOGY, "application/json", next, "If-Match", "\"" + base + "\"").status())
        .isEqualTo(412);
  }

  @Test
  void anObjectMappingIsHeldAgainstItAndItAgainstObjectMappings() {
    save(SPEED);
    String path = "/api/v1/object-mappings/" + type;
    String mapping =
        """
        {"id": "%1$s", "source": {"dataset": "vans"}, "objects": [{"type": "%1$s", "key": "row.id",
         "properties": {"%2$s": {"expression": "parseNumber(row.v)", "type": "double",
                                 "unit": "km/h"}}}]}""";
    Answer wrong = api.putJson(path, mapping.formatted(type, "weight"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.http().body()).contains("/objects/0/properties/weight");
    assertThat(api.putJson(path, "{\"source\": {}}").http().body()).contains("/source");

    Answer made = api.putJson(path, mapping.formatted(type, "speed"));
    assertThat(made.status()).as(made.http().body()).isEqualTo(201);
    assertThat(made.text("kind")).isEqualTo("object-mapping");
    assertThat(made.header("Location")).isEqualTo(path);
    Answer refused = save(NAME);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.http().body()).contains("object-mapping").contains(type);
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.get("/api/v1/object-mappings").json().path("total").asInt()).isZero();
  }

  @Test
  void theShippedExampleIsTakenAsItIs() throws Exception {
    byte[] example = Files.readAllBytes(Path.of("../examples/ontology/tpch.yaml"));
    Answer made = api.put(ONTOLOGY, "application/yaml", example);
    assertThat(made.status()).as(made.http().body()).isEqualTo(200);
    assertThat(made.json().at("/document/objectTypes/line-item/primaryKey/1").asString())
        .isEqualTo("lineNumber");
  }

  @Test
  void whatIsWrongIsRefusedWithCodesAndPlaces() {
    Answer refused = put(document("'objectTypes': {'van': {'primaryKey': 'id'}}, 'linkType': {}"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("invalid-definition");
    assertThat(errors(refused))
        .containsExactlyInAnyOrder(
            "malformed /linkType", "unknown-key /objectTypes/van/primaryKey");
    assertThat(version(api.get(ONTOLOGY))).isEqualTo(base);
    assertThat(put("{\"name\": ").status()).isEqualTo(400);
    assertThat(api.putJson(ONTOLOGY + "?allow=all", van(SPEED)).status()).isEqualTo(400);
  }

  @Test
  void aBreakingChangeNeedsToBeMeant() {
    save(SPEED + ", " + NAME);
    api.putJson("/api/v1/mappings/vans", Documents.mapping("vans", type, "speed"));
    api.putJson("/api/v1/rules/fast", Documents.rule("fast", type, "speed > 120.0"));
    Answer refused = save(NAME);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("breaking-change");
    JsonNode change = refused.json().at("/changes/0");
    assertThat(change.path("code").asString()).isEqualTo("property-removed");
    assertThat(change.path("path").asString())
        .isEqualTo("/objectTypes/" + type + "/properties/speed");
    assertThat(ids(change.path("touches"))).containsExactly("vans", "fast", "objects-" + type);
    assertThat(ids(refused.json().path("conflicts"))).containsExactly("vans");
    assertThat(version(api.get(ONTOLOGY))).isEqualTo(base + 1);
    Answer meant = api.putJson(ONTOLOGY + "?allow=breaking", van(NAME));
    assertThat(version(meant)).isEqualTo(base + 2);
    // What stands goes on; whoever saves it again is told.
    assertThat(api.get("/api/v1/mappings/vans").status()).isEqualTo(200);
    Answer again = api.putJson("/api/v1/mappings/vans", Documents.mapping("vans", type, "sped"));
    assertThat(again.json().at("/errors/0/path").asString()).isEqualTo("/fields/sped");
  }

  @Test
  void aTypeThatIsNewMayNotContradictMappingsThatStand() {
    save(SPEED);
    api.putJson("/api/v1/mappings/trucks", Documents.mapping("trucks", "truck", "weight"));
    Answer refused = put(van(SPEED).replace(type, "truck"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/conflicts/0/reason").asString())
        .isEqualTo("The ontology's 'truck' has no property 'weight'; it has id, speed");
  }

  @Test
  void aCheckSavesNothing() {
    save(SPEED);
    Answer checked = api.postJson(ONTOLOGY + ":check", van(NAME.replace("Name", " ")));
    assertThat(checked.status()).isEqualTo(200);
    assertThat(checked.json().path("valid").asBoolean()).isFalse();
    checked = api.postJson(ONTOLOGY + ":check", van(NAME));
    assertThat(checked.json().path("valid").asBoolean()).isTrue();
    assertThat(checked.json().path("breaking").asBoolean()).isTrue();
    assertThat(checked.json().path("changes").size()).isEqualTo(2);
    assertThat(checked.json().at("/changes/0/impact").asString()).isEqualTo("safe");
    assertThat(checked.json().at("/changes/0/index").asString()).isEqualTo("in-place");
    assertThat(checked.json().path("findings").size()).isZero();
    assertThat(version(api.get(ONTOLOGY))).isEqualTo(base + 1);
  }

  @Test
  void rulesAndMappingsAreHeldAgainstIt() {
    save(SPEED);
    Answer rule = api.putJson("/api/v1/rules/r", Documents.rule("r", type, "sped > 1.0"));
    assertThat(rule.status()).isEqualTo(422);
    assertThat(rule.json().at("/errors/0/reason").asString())
        .isEqualTo("'sped' is no property of " + type + "; known are id, speed");
    rule = api.putJson("/api/v1/rules/r", Documents.rule("r", type, "speed > 'fast'"));
    assertThat(rule.status()).isEqualTo(422);
    assertThat(api.putJson("/api/v1/rules/r", Documents.rule("r", type, "speed > 1.0")).status())
        .isEqualTo(201);
    Answer mapping = api.putJson("/api/v1/mappings/m", Documents.mapping("m", type, "sped"));
    assertThat(mapping.status()).isEqualTo(422);
    assertThat(mapping.json().at("/errors/0/path").asString()).isEqualTo("/fields/sped");
    // What the ontology lacks stays as free as without one.
    assertThat(api.putJson("/api/v1/rules/o", Documents.rule("o", "ship", "depth > 1.0")).status())
        .isEqualTo(201);
    assertThat(api.putJson("/api/v1/mappings/o", Documents.mapping("o", "ship", "depth")).status())
        .isEqualTo(201);
  }

  @Test
  void aJobReadsAWholeVersionFromTheControlTopic() throws Exception {
    String name = "published-" + type;
    put(van(SPEED).replace("\"fleet\"", "\"" + name + "\""));
    put(van(SPEED + ", " + NAME).replace("\"fleet\"", "\"" + name + "\""));
    try (ControlTopic topic = new ControlTopic(Stack.shared(), Topics.CONTROL_ONTOLOGY)) {
      List<Definition> own = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                own.clear();
                topic.readAll(Ontology.ID).stream()
                    .map(ControlTopic.Entry::definition)
                    .filter(Objects::nonNull)
                    .filter(definition -> definition.getDocument().contains(name))
                    .forEach(own::add);
                return own.size() == 2;
              });
      DefinitionTable<Ontology> table = new DefinitionTable<>(new OntologyCompiler());
      own.forEach(table::apply);
      Ontology present = table.get(Ontology.ID);
      assertThat(present.version()).isEqualTo(base + 2);
      assertThat(present.name()).isEqualTo(name);
      assertThat(present.objectType(type).properties()).containsOnlyKeys("id", "name", "speed");
    }
  }

  private Answer save(String properties) {
    return put(van(properties));
  }

  private Answer put(String document) {
    return api.putJson(ONTOLOGY, document);
  }

  private String van(String properties) {
    return document(
        """
        'objectTypes': {'%s': {'title': 'Van', 'primaryKey': 'id', 'titleProperty': 'id',
          'properties': {'id': {'title': 'Id', 'type': 'string'}, %s}}}"""
            .formatted(type, properties));
  }

  private static long version(Answer answer) {
    return answer.json().path("version").asLong();
  }

  private static String document(String members) {
    return ("{'name': 'fleet', 'title': 'Fleet', " + members + "}").replace('\'', '"');
  }

  private static List<String> errors(Answer answer) {
    List<String> errors = new ArrayList<>();
    answer
        .json()
        .path("errors")
        .forEach(e -> errors.add(e.path("code").asString() + " " + e.path("path").asString()));
    return errors;
  }

  private static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }
}
