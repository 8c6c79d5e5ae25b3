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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ontology over HTTP; each test has a service and a database of its own. */
class OntologyITCase {
  private static final String ONTOLOGY = "/api/v1/ontology";
  private static final String SPEED =
      "'speed': {'title': 'Speed', 'type': 'double', 'unit': 'km/h'}";
  private static final String NAME = "'name': {'title': 'Name', 'type': 'string'}";

  private static int databases;
  private RunningService service;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    Stack stack = Stack.shared();
    databases++;
    service = RunningService.start(stack.settings(stack.createDatabase("ontology" + databases)));
    api = service.api();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void everyVersionIsKept() {
    assertThat(api.get(ONTOLOGY).status()).isEqualTo(404);
    Answer made = save(SPEED);
    assertThat(made.status()).as(made.http().body()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(ONTOLOGY);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(save(SPEED).text("version")).isEqualTo("1");
    assertThat(save(SPEED + ", " + NAME).text("version")).isEqualTo("2");
    assertThat(api.get(ONTOLOGY).json().at("/document/objectTypes/van/properties").size())
        .isEqualTo(3);
    assertThat(
            api.get(ONTOLOGY + "?version=1")
                .json()
                .at("/document/objectTypes/van/properties")
                .size())
        .isEqualTo(2);
    assertThat(api.get(ONTOLOGY + "/versions").json().path("total").asInt()).isEqualTo(2);
    byte[] next = van(NAME).getBytes(StandardCharsets.UTF_8);
    assertThat(api.put(ONTOLOGY, "application/json", next, "If-Match", "\"1\"").status())
        .isEqualTo(412);
  }

  @Test
  void theShippedExampleIsTakenAsItIs() throws Exception {
    byte[] example = Files.readAllBytes(Path.of("../examples/ontology/tpch.yaml"));
    Answer made = api.put(ONTOLOGY, "application/yaml", example);
    assertThat(made.status()).as(made.http().body()).isEqualTo(201);
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
    assertThat(api.get(ONTOLOGY).status()).isEqualTo(404);
    assertThat(put("{\"name\": ").status()).isEqualTo(400);
    assertThat(api.putJson(ONTOLOGY + "?allow=all", van(SPEED)).status()).isEqualTo(400);
  }

  @Test
  void aBreakingChangeNeedsToBeMeant() {
    save(SPEED + ", " + NAME);
    api.putJson("/api/v1/mappings/vans", Documents.mapping("vans", "van", "speed"));
    api.putJson("/api/v1/rules/fast", Documents.rule("fast", "van", "speed > 120.0"));
    Answer refused = save(NAME);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("breaking-change");
    JsonNode change = refused.json().at("/changes/0");
    assertThat(change.path("code").asString()).isEqualTo("property-removed");
    assertThat(change.path("path").asString()).isEqualTo("/objectTypes/van/properties/speed");
    assertThat(ids(change.path("touches"))).containsExactly("vans", "fast", "objects-van");
    assertThat(ids(refused.json().path("conflicts"))).containsExactly("vans");
    assertThat(api.get(ONTOLOGY).text("version")).isEqualTo("1");
    Answer meant = api.putJson(ONTOLOGY + "?allow=breaking", van(NAME));
    assertThat(meant.text("version")).isEqualTo("2");
    // What stands goes on; whoever saves it again is told.
    assertThat(api.get("/api/v1/mappings/vans").status()).isEqualTo(200);
    Answer again = api.putJson("/api/v1/mappings/vans", Documents.mapping("vans", "van", "sped"));
    assertThat(again.json().at("/errors/0/path").asString()).isEqualTo("/fields/sped");
  }

  @Test
  void aTypeThatIsNewMayNotContradictMappingsThatStand() {
    save(SPEED);
    api.putJson("/api/v1/mappings/trucks", Documents.mapping("trucks", "truck", "weight"));
    Answer refused = put(van(SPEED).replace("\"van\"", "\"truck\""));
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
    assertThat(api.get(ONTOLOGY).text("version")).isEqualTo("1");
  }

  @Test
  void rulesAndMappingsAreHeldAgainstIt() {
    save(SPEED);
    Answer rule = api.putJson("/api/v1/rules/r", Documents.rule("r", "van", "sped > 1.0"));
    assertThat(rule.status()).isEqualTo(422);
    assertThat(rule.json().at("/errors/0/reason").asString())
        .isEqualTo("'sped' is no property of van; known are id, speed");
    rule = api.putJson("/api/v1/rules/r", Documents.rule("r", "van", "speed > 'fast'"));
    assertThat(rule.status()).isEqualTo(422);
    assertThat(api.putJson("/api/v1/rules/r", Documents.rule("r", "van", "speed > 1.0")).status())
        .isEqualTo(201);
    Answer mapping = api.putJson("/api/v1/mappings/m", Documents.mapping("m", "van", "sped"));
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
    String name = "published-" + databases;
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
      assertThat(present.version()).isEqualTo(2);
      assertThat(present.name()).isEqualTo(name);
      assertThat(present.objectType("van").properties()).containsOnlyKeys("id", "name", "speed");
    }
  }

  private Answer save(String properties) {
    return put(van(properties));
  }

  private Answer put(String document) {
    return api.putJson(ONTOLOGY, document);
  }

  private static String van(String properties) {
    return document(
        """
        'objectTypes': {'van': {'title': 'Van', 'primaryKey': 'id', 'titleProperty': 'id',
          'properties': {'id': {'title': 'Id', 'type': 'string'}, %s}}}"""
            .formatted(properties));
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
