package io.millrace.service.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Ports;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits over the API, decided by the job's own editor. */
class EditsITCase {
  private static final String ONTOLOGY =
      """
      {"name": "works", "title": "Works", "objectTypes": {
         "crane": {"title": "Crane", "primaryKey": "id", "titleProperty": "id", "properties": {
           "id": {"title": "Id", "type": "string"},
           "name": {"title": "Name", "type": "string", "required": true},
           "limit": {"title": "Limit", "type": "double", "maximum": 1000},
           "at": {"title": "At", "type": "geo-point"},
           "note": {"title": "Note", "type": "string"}}},
         "yard": {"title": "Yard", "primaryKey": "id", "titleProperty": "id", "properties": {
           "id": {"title": "Id", "type": "string"}}}},
       "linkTypes": {
         "crane-yard": {"title": "Stands in", "name": "yard", "inverse": "cranes",
           "source": "crane", "target": "yard", "cardinality": "n:1"}}}""";
  private static final String PATH = "/api/v1/objects/crane";

  private static RunningService service;
  private static EditDesk desk;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    Stack stack = Stack.shared();
    service = RunningService.start(stack.settings(stack.createDatabase("edits")));
    api = service.api();
    assertThat(api.putJson("/api/v1/ontology", ONTOLOGY).status()).isEqualTo(201);
    desk = new EditDesk(stack, ontology());
  }

  @AfterAll
  static void stop() throws Exception {
    desk.close();
    service.close();
  }

  private static Ontology ontology() throws Exception {
    return OntologyReader.read(ONTOLOGY, 1).orThrow();
  }

  @Test
  void an_object_is_created_changed_linked_deleted_and_restored() {
    String id = "c-" + UUID.randomUUID();
    String body =
        "{\"properties\": {\"id\": \"%s\", \"name\": \"Blue\", \"limit\": 5, \"at\": [13.4, 52.5]}}";
    Answer created = send("POST", PATH + "?wait=20s", body.formatted(id));
    assertThat(created.status()).as(created.http().body()).isEqualTo(200);
    assertThat(created.text("status")).isEqualTo("APPLIED");
    assertThat(created.text("objectId")).isEqualTo(id);
    assertThat(created.json().path("seq").asLong()).isEqualTo(1);
    assertThat(created.text("token")).isNotEmpty();
    assertThat(send("POST", PATH + "?wait=20s", body.formatted(id)).text("code"))
        .isEqualTo("exists");

    String one = PATH + "/" + id;
    Answer changed =
        send("PATCH", one + "?wait=20s", "{\"properties\": {\"limit\": 7.5, \"at\": null}}");
    assertThat(changed.json().path("seq").asLong()).isEqualTo(2);
    Answer linked = send("PUT", one + "/links/yard/y1?wait=20s", "");
    assertThat(linked.json().path("seq").asLong()).as(linked.http().body()).isEqualTo(3);
    // From its other end it is an edit of the crane, which keeps the link.
    Answer unlinked =
        send("DELETE", "/api/v1/objects/yard/y1/links/cranes/" + id + "?wait=20s", "");
    assertThat(unlinked.text("type") + "/" + unlinked.text("objectId")).isEqualTo("crane/" + id);
    assertThat(unlinked.json().path("seq").asLong()).isEqualTo(4);
    assertThat(send("DELETE", one + "?wait=20s", "").json().path("seq").asLong()).isEqualTo(5);
    assertThat(send("DELETE", one + "?wait=20s", "").text("code")).isEqualTo("deleted");
    assertThat(send("POST", one + ":restore?wait=20s", "").json().path("seq").asLong())
        .isEqualTo(6);
    ObjectEdit change = desk.edits(id).get(2);
    assertThat(change.getOperations().get(0).getProperties())
        .containsEntry("limit", 7.5)
        .containsEntry("at", null);
  }

  @Test
  void without_wait_the_answer_leads_to_the_outcome() {
    Answer accepted = send("POST", PATH, named("c-later"));
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("status")).isEqualTo("ACCEPTED");
    String place = accepted.header("Location");
    assertThat(place).isEqualTo("/api/v1/edits/" + accepted.text("id"));
    Answer outcome = api.get(place + "?wait=20s");
    assertThat(outcome.text("status")).isEqualTo("APPLIED");
    assertThat(outcome.json().path("seq").asLong()).isEqualTo(1);
    assertThat(api.get("/api/v1/edits/none").status()).isEqualTo(404);
  }

  @Test
  void who_edits_what_is_not_there_any_more_is_refused_as_stale() {
    send("POST", PATH + "?wait=20s", named("c-stale"));
    String one = PATH + "/c-stale?wait=20s";
    Answer first = send("PATCH", one, "{\"properties\": {\"limit\": 1}}", "If-Match", "\"1\"");
    assertThat(first.text("status")).isEqualTo("APPLIED");
    Answer second = send("PATCH", one, "{\"properties\": {\"limit\": 2}}", "If-Match", "\"1\"");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("status")).isEqualTo("REFUSED");
    assertThat(second.text("code")).isEqualTo("stale");
    assertThat(second.json().path("seq").asLong()).isEqualTo(2);
    assertThat(second.text("token")).isEmpty();
    assertThat(send("PATCH", one, "{\"properties\": {\"limit\": 2}}", "If-Match", "2").status())
        .isEqualTo(400);
  }

  @Test
  void the_same_key_is_the_same_edit_and_of_other_content_a_conflict() {
    String[] key = {"Idempotency-Key", "import-" + UUID.randomUUID()};
    Answer first = send("POST", PATH + "?wait=20s", named("c-key"), key);
    Answer again =
        send("POST", PATH, "{\"properties\": {\"name\":\"c-key\",\"id\":\"c-key\"}}", key);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(desk.edits("c-key")).hasSize(1);
    Answer other = send("POST", PATH, named("c-other"), key);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("code")).isEqualTo("idempotency-conflict");
    assertThat(send("DELETE", PATH + "/c-key", "", key).status()).isEqualTo(409);
    assertThat(send("POST", PATH, named("c-key"), "Idempotency-Key", "a b").status())
        .isEqualTo(400);
  }

  @Test
  void a_batch_is_all_or_nothing_for_each_object() {
    String batch =
        """
        {"objects": [
          {"type": "crane", "id": "b-1", "operations": [
            {"op": "create", "properties": {"name": "One"}},
            {"op": "link", "link": "yard", "otherId": "y1"}]},
          {"type": "crane", "id": "b-2", "operations": [
            {"op": "create", "properties": {"name": "Two"}},
            {"op": "restore"}]},
          {"type": "yard", "id": "y9", "expectedSeq": 0, "operations": [{"op": "create"}]}]}""";
    Answer answer = send("POST", "/api/v1/objects:batch?wait=20s", batch);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().at("/items/0/status").asString()).isEqualTo("APPLIED");
    assertThat(answer.json().at("/items/0/seq").asLong()).isEqualTo(2);
    assertThat(answer.json().at("/items/1/code").asString()).isEqualTo("exists");
    assertThat(answer.json().at("/items/1/seq").asLong()).isZero();
    assertThat(answer.json().at("/items/2/seq").asLong()).isEqualTo(1);
    assertThat(answer.json().at("/items/2/batchId").asString()).isEqualTo(answer.text("batchId"));
    Answer gone = send("PATCH", PATH + "/b-2?wait=20s", "{\"properties\": {\"limit\": 1}}");
    assertThat(gone.text("code")).isEqualTo("missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST||{\"properties\": {\"name\": \"x\"}}|/id",
        "POST||{\"id\": \"a\", \"properties\": {}}|/properties/name",
        "POST||{\"id\": \"a\", \"properties\": {\"id\": \"b\", \"name\": \"x\"}}|/properties/id",
        "POST||{\"id\": \"a\", \"colour\": \"red\"}|/colour",
        "PATCH|/a|{\"properties\": {\"limit\": \"high\"}}|/properties/limit",
        "PATCH|/a|{\"properties\": {\"limit\": 1001}}|/properties/limit",
        "PATCH|/a|{\"properties\": {\"speed\": 1}}|/properties/speed",
        "PATCH|/a|{\"properties\": {\"name\": null}}|/properties/name",
        "PATCH|/a|{\"properties\": {}}|/properties",
        "POST||{\"id\": \"a\\u0000b\", \"properties\": {\"name\": \"x\"}}|/id",
        "PUT|/a/links/yard/y1|{\"properties\": {\"since\": 1}}|/properties/since",
      })
  void what_no_state_would_take_is_refused_with_its_place(
      String method, String path, String body, String place) {
    Answer answer = send(method, PATH + (path == null ? "" : path), body);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(422);
    assertThat(answer.text("code")).isEqualTo("invalid-edit");
    assertThat(answer.json().at("/errors/0/path").asString()).isEqualTo(place);
  }

  @Test
  void one_wrong_edit_refuses_the_batch() {
    String batch =
        """
        {"objects": [
          {"type": "yard", "id": "never", "operations": [{"op": "create"}]},
          {"type": "yard", "id": "never", "operations": [{"op": "delete"}]},
          {"type": "yard", "id": "y2", "operations": [
            {"op": "link", "link": "cranes", "otherId": "b-1"}, {"op": "paint"}]},
          {"type": "road", "id": "r", "operations": []}]}""";
    Answer answer = send("POST", "/api/v1/objects:batch", batch);
    assertThat(answer.status()).isEqualTo(422);
    List<String> places = new ArrayList<>();
    answer.json().path("errors").forEach(error -> places.add(error.path("path").asString()));
    assertThat(places)
        .containsExactlyInAnyOrder(
            "/objects/1/id",
            "/objects/2/operations/0/link",
            "/objects/2/operations/1/op",
            "/objects/3/type");
    assertThat(desk.edits("never")).isEmpty();
  }

  @Test
  void unknown_types_and_links_are_not_found() {
    assertThat(send("POST", "/api/v1/objects/road", "{}").text("code")).isEqualTo("unknown-type");
    assertThat(send("PUT", PATH + "/a/links/owner/b", "").text("code")).isEqualTo("not-found");
    assertThat(send("DELETE", PATH + "/a?wait=1h", "").text("code")).isEqualTo("invalid-parameter");
  }

  @Test
  void what_was_accepted_while_kafka_was_away_is_decided_later() throws Exception {
    Stack stack = Stack.shared();
    Map<String, String> settings = new HashMap<>(stack.settings(stack.createDatabase("noedits")));
    settings.put("millrace.kafka.bootstrap-servers", "127.0.0.1:" + Ports.free());
    List<String> ids = new ArrayList<>();
    try (RunningService away = RunningService.start(settings)) {
      // Its own database, so the ontology there is as here; nothing of it reaches Kafka.
      assertThat(away.api().putJson("/api/v1/ontology", ONTOLOGY).status()).isEqualTo(201);
      for (String limit : List.of("1", "2", "3")) {
        String body = "{\"properties\": {\"limit\": %s}}".formatted(limit);
        String path = ids.isEmpty() ? PATH : PATH + "/c-away";
        Answer accepted =
            away.api()
                .send(
                    ids.isEmpty() ? "POST" : "PATCH",
                    path,
                    bytes(ids.isEmpty() ? named("c-away") : body),
                    "Content-Type",
                    "application/json");
        assertThat(accepted.status()).as(accepted.http().body()).isEqualTo(202);
        ids.add(accepted.text("id"));
      }
      assertThat(away.api().get("/api/v1/edits/" + ids.get(0) + "?wait=200ms").text("status"))
          .isEqualTo("ACCEPTED");
      assertThat(away.api().get("/metrics").http().body()).contains("millrace_edits_waiting 3.0");
    }
    settings.put("millrace.kafka.bootstrap-servers", stack.kafka().address());
    try (RunningService back = RunningService.start(settings)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(back.api().get("/api/v1/edits/" + ids.get(2)).text("status"))
                      .isEqualTo("APPLIED"));
      assertThat(desk.edits("c-away")).extracting(ObjectEdit::getId).containsExactlyElementsOf(ids);
    }
  }

  private static String named(String id) {
    return "{\"properties\": {\"id\": \"%s\", \"name\": \"%s\"}}".formatted(id, id);
  }

  private static Answer send(String method, String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      boolean patch = method.equals("PATCH");
      all.addAll(
          List.of("Content-Type", patch ? "application/merge-patch+json" : "application/json"));
    }
    return api.send(method, path, bytes(body), all.toArray(String[]::new));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
