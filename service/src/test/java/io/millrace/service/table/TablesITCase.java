package io.millrace.service.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Ports;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service without Elasticsearch, and rows as the tables job writes them. */
class TablesITCase {
  private static final String ONTOLOGY =
      """
      {"name":"mill","objectTypes":{
        "wheel":{"primaryKey":"id","properties":{"id":{"type":"string"},"%s":{"type":"%s"}}},
        "river":{"primaryKey":"id","properties":{"id":{"type":"string"}}}},
       "linkTypes":{"wheel-river":{"name":"river","inverse":"wheels","source":"wheel",
         "target":"river","cardinality":"n:1"}}}""";

  private static String database;
  private static RunningService service;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    Stack stack = Stack.shared();
    database = stack.createDatabase("tables");
    Map<String, String> settings = new HashMap<>(stack.settings(database));
    settings.put("millrace.elasticsearch.url", "http://127.0.0.1:" + Ports.free());
    service = RunningService.start(settings);
    api = service.api();
    assertThat(put("speed", "double").status()).isEqualTo(201);
    await().untilAsserted(() -> assertThat(columns()).contains("speed"));
    execute(
        object("w1", 4, "NULL", "{\"speed\": 1.5, \"id\": \"w1\"}"),
        object("w2", 9, "'2026-11-21T12:00:00Z'", "{\"speed\": 2.5}"),
        link("a", "w1", "NULL"),
        link("b", "w2", "'2026-11-21T12:00:00Z'"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void objects_are_read_from_the_tables() {
    Answer answer = api.get("/api/v1/objects/wheel/w1");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.text("source")).isEqualTo("fallback");
    assertThat(answer.json().at("/properties/speed").asDouble()).isEqualTo(1.5);
    assertThat(answer.json().path("seq").asLong()).isEqualTo(4);
    assertThat(answer.text("createdAt")).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(api.get("/api/v1/objects/wheel/w2").status()).as("deleted").isEqualTo(410);
  }

  /** It may be in the index that does not answer. */
  @Test
  void what_the_tables_lack_is_unavailable_and_not_absent() {
    assertThat(api.get("/api/v1/objects/wheel/w3").status()).isEqualTo(503);
    assertThat(api.get("/api/v1/objects/wheel").status()).as("search").isEqualTo(503);
  }

  @Test
  void links_are_read_from_the_tables_from_both_ends() {
    Answer answer = api.get("/api/v1/objects/river/r1/links/wheels");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.text("source")).isEqualTo("fallback");
    assertThat(answer.json().path("total").asLong()).isEqualTo(1);
    assertThat(answer.json().at("/items/0/source/id").asString()).isEqualTo("w1");
    assertThat(answer.json().at("/items/0/name").asString()).isEqualTo("wheels");
    assertThat(api.get("/api/v1/objects/wheel/w1/links").json().at("/items/0/name").asString())
        .isEqualTo("river");
    assertThat(api.get("/api/v1/objects/river/r1/links?deleted=true").json().path("total").asLong())
        .isEqualTo(2);
    assertThat(api.get("/api/v1/objects/river/r1/links/wheels?filter=a:eq:1").status())
        .as("the tables do not filter")
        .isEqualTo(503);
  }

  /** The last test of a view is the strictest: a column becomes another, and one is gone. */
  @Test
  void views_follow_the_ontology() throws Exception {
    String database = Stack.shared().createDatabase("views");
    Map<String, String> settings = new HashMap<>(Stack.shared().settings(database));
    try (RunningService other = RunningService.start(settings)) {
      String path = "/api/v1/ontology?allow=breaking";
      other.api().putJson(path, ONTOLOGY.formatted("speed", "double"));
      await().untilAsserted(() -> assertThat(columns(database)).contains("speed"));
      other.api().putJson(path, ONTOLOGY.formatted("power", "decimal"));
      await()
          .untilAsserted(
              () -> assertThat(columns(database)).contains("power").doesNotContain("speed"));
    }
  }

  private static Answer put(String property, String type) {
    return api.putJson("/api/v1/ontology", ONTOLOGY.formatted(property, type));
  }

  private static String object(String id, long seq, String deleted, String properties) {
    return "INSERT INTO model.objects VALUES ('wheel', '%s', %d, '2026-11-20T12:00:00Z', 'a', now(), 'b', %s, NULL, '%s', '{}')"
        .formatted(id, seq, deleted, properties);
  }

  private static String link(String key, String wheel, String removed) {
    return "INSERT INTO model.links VALUES ('%s', 'wheel-river', 'wheel', '%s', 'river', 'r1', 2, now(), %s, '{}')"
        .formatted(key, wheel, removed);
  }

  private static List<String> columns() throws SQLException {
    return columns(database);
  }

  private static List<String> columns(String database) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = open(database);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'objects' AND table_name = 'wheel'")) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    return columns;
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url, "postgres", "");
  }
}
