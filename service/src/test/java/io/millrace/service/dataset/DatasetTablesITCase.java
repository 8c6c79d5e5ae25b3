package io.millrace.service.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Ports;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.dataset.DatasetManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTablesITCase {
  private static final String SECRET = "s3cret-of-erp";

  @TempDir private static Path folder;
  private static Stack stack;
  private static String own;
  private static String erp;
  private static RunningService service;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    stack = Stack.shared();
    own = stack.createDatabase("tables_own");
    erp = stack.createDatabase("tables_erp");
    Map<String, String> settings = new HashMap<>(stack.settings(own));
    settings.put("millrace.datasets.folder", folder.toString());
    settings.put("millrace.datasets.max-size", "1MB");
    settings.put("millrace.connections.erp.url", erp);
    settings.put("millrace.connections.erp.user", "postgres");
    settings.put("millrace.connections.erp.password", SECRET);
    settings.put("millrace.connections.erp.queries", "true");
    settings.put(
        "millrace.connections.gone.url", "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/none");
    settings.put("millrace.connections.gone.user", "reader");
    settings.put("millrace.connections.gone.password", SECRET);
    service = RunningService.start(settings);
    api = service.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void sql(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Answer define(String id, String members) {
    String json = "{\"connection\": \"erp\", " + members.replace('\'', '"') + "}";
    return api.putJson("/api/v1/datasets/" + id + "/table", json);
  }

  private static Answer table(String id) {
    return api.get("/api/v1/datasets/" + id + "/table");
  }

  private static Answer extract(String id) {
    return api.post("/api/v1/datasets/" + id + "/table:extract");
  }

  private static Path versionFolder(String id, int version) {
    return folder.resolve(id).resolve("%010d".formatted(version));
  }

  private static List<String> lines(String id, int version) throws Exception {
    return Files.readAllLines(versionFolder(id, version).resolve("table.jsonl"));
  }

  @Test
  void aTableBecomesAVersionThatTheJobCanRead() throws Exception {
    sql(
        erp,
        "create table orders (id int primary key, total numeric(10,2), at timestamptz)",
        "insert into orders values (2, null, null), (1, 10.50, '2026-11-21 09:30+01')");
    assertThat(define("orders", "'table': 'orders'").status()).isEqualTo(201);
    Answer made = extract("orders");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/datasets/orders/versions/1");
    assertThat(made.text("rows")).isEqualTo("2");
    assertThat(made.json().at("/version/state").asString()).isEqualTo("published");
    assertThat(made.json().at("/version/mode").asString()).isEqualTo("snapshot");
    assertThat(made.json().at("/version/columns"))
        .hasToString(
            "[{\"name\":\"id\",\"kinds\":[\"whole-number\"],\"present\":2},"
                + "{\"name\":\"total\",\"kinds\":[\"number\"],\"present\":1},"
                + "{\"name\":\"at\",\"kinds\":[\"timestamp\"],\"present\":1}]");
    assertThat(lines("orders", 1))
        .containsExactly(
            "{\"id\":1,\"total\":\"10.50\",\"at\":\"2026-11-21T08:30:00Z\"}",
            "{\"id\":2,\"total\":null,\"at\":null}");
    DatasetManifest manifest =
        DatasetManifest.read(
            Files.readString(versionFolder("orders", 1).resolve(DatasetManifest.NAME)));
    assertThat(manifest.actor()).isEqualTo("service:erp");
    assertThat(manifest.sha256()).isEqualTo(made.json().at("/version/sha256").asString());
    assertThat(api.get("/api/v1/datasets/orders").json()).isEqualTo(made.json().path("version"));
  }

  @Test
  void theSameContentMakesNoVersion() throws Exception {
    sql(
        erp,
        "create table prices (id int primary key, price int)",
        "insert into prices select i, i from generate_series(1, 100) i");
    define("prices", "'table': 'prices'");
    Answer first = extract("prices");
    // The rows move within the table; what they say stays.
    sql(erp, "update prices set price = price where id < 50");
    Answer again = extract("prices");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("made")).isEqualTo("false");
    assertThat(again.json().path("version")).isEqualTo(first.json().path("version"));
    assertThat(api.post("/api/v1/datasets/prices/table:extract?full=true").text("made"))
        .isEqualTo("true");
    sql(erp, "delete from prices where id = 7");
    assertThat(extract("prices").json().at("/version/version").asLong()).isEqualTo(3);
    assertThat(lines("prices", 3)).hasSize(99);
  }

  @Test
  void rowsThatCommitLateAreNotMissed() throws Exception {
    sql(
        erp,
        "create table moves (id int primary key, at timestamptz)",
        "insert into moves values (1, '2026-11-20 08:00Z')");
    define("moves", "'table': 'moves', 'mode': 'increment', 'by': 'at', 'overlap': 'PT1M'");
    assertThat(extract("moves").json().at("/version/mode").asString()).isEqualTo("increment");
    try (Connection late = DriverManager.getConnection(erp, "postgres", "postgres");
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute("insert into moves values (2, '2026-11-20 09:00:00Z')");
      sql(erp, "insert into moves values (3, '2026-11-20 09:00:30Z')");
      assertThat(extract("moves").text("rows")).isEqualTo("2");
      assertThat(table("moves").text("mark")).isEqualTo("2026-11-20T09:00:30Z");
      assertThat(table("moves").text("markVersion")).isEqualTo("2");
      late.commit();
    }
    assertThat(extract("moves").status()).isEqualTo(201);
    assertThat(lines("moves", 2)).hasSize(2).last().asString().contains("\"id\":3");
    assertThat(lines("moves", 3)).hasSize(2).first().asString().contains("\"id\":2");
    assertThat(extract("moves").text("made")).isEqualTo("false");
    Answer full = api.post("/api/v1/datasets/moves/table:extract?full=true");
    assertThat(full.json().at("/version/mode").asString()).isEqualTo("snapshot");
    assertThat(lines("moves", 4)).hasSize(3);
  }

  @Test
  void anotherTableBeginsAnew() throws Exception {
    sql(
        erp,
        "create table old_log (id int primary key, v int)",
        "create table new_log (id int primary key, v int)",
        "insert into old_log values (100000, 1)",
        "insert into new_log values (1, 1)");
    String follow = "'mode': 'increment', 'by': 'id'";
    define("log", "'table': 'old_log', " + follow);
    extract("log");
    assertThat(define("log", "'table': 'old_log', 'every': 'PT1H', " + follow).text("mark"))
        .isEqualTo("100000");
    Answer moved = define("log", "'table': 'new_log', " + follow);
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().path("mark").isNull()).isTrue();
    assertThat(extract("log").text("rows")).isEqualTo("1");
    assertThat(api.delete("/api/v1/datasets/log/table").status()).isEqualTo(204);
    assertThat(table("log").status()).isEqualTo(404);
    assertThat(extract("log").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/datasets/log").text("version")).isEqualTo("2");
  }

  /** What a crash between the two would leave: the version and its mark are stored together. */
  @Test
  void withoutTheMarkThereIsNoVersion() throws Exception {
    sql(
        erp,
        "create table events (id int primary key)",
        "insert into events select * from generate_series(1, 10)");
    define("events", "'table': 'events', 'mode': 'increment', 'by': 'id', 'overlap': 0");
    sql(
        own,
        "create function fail() returns trigger language plpgsql as"
            + " 'begin raise exception ''no mark''; end'",
        "create trigger no_mark before update of mark on dataset_table for each row"
            + " when (new.dataset_id = 'events') execute function fail()");
    assertThat(extract("events").status()).isEqualTo(500);
    sql(own, "drop trigger no_mark on dataset_table");
    assertThat(table("events").json().path("mark").isNull()).isTrue();
    assertThat(table("events").text("problem")).isNotEmpty();
    assertThat(api.get("/api/v1/datasets/events").status()).isEqualTo(404);
    assertThat(versionFolder("events", 1).resolve(DatasetManifest.NAME)).doesNotExist();
    Answer again = extract("events");
    assertThat(again.json().at("/version/version").asLong()).isEqualTo(1);
    assertThat(lines("events", 1)).hasSize(10);
    assertThat(table("events").text("mark")).isEqualTo("10");
    assertThat(table("events").json().path("problem").isNull()).isTrue();
  }

  @Test
  void aTableThatIsGoneIsAProblemUntilItIsBack() throws Exception {
    define("later", "'table': 'later'");
    Answer gone = extract("later");
    assertThat(gone.status()).isEqualTo(422);
    assertThat(gone.text("code")).isEqualTo("unreadable-table");
    assertThat(gone.text("detail")).contains("later").contains("does not exist");
    assertThat(table("later").text("problem")).contains("does not exist");
    sql(erp, "create table later (id int)");
    assertThat(extract("later").status()).isEqualTo(201);
    assertThat(table("later").json().path("problem").isNull()).isTrue();
  }

  @Test
  void aDatabaseThatIsDownIsUnavailableAndTellsNothing() throws Exception {
    api.putJson(
        "/api/v1/datasets/down/table", "{\"connection\": \"gone\", \"table\": \"anything\"}");
    Answer down = extract("down");
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.text("code")).isEqualTo("unavailable");
    assertThat(down.text("detail")).contains("'gone'");
    assertThat(down.http().body() + table("down").http().body())
        .doesNotContain(SECRET, "127.0.0.1", "reader");
    stack.allowConnections("tables_erp", false);
    try {
      define("cut-off", "'query': 'select 1 as id'");
      assertThat(extract("cut-off").status()).isEqualTo(503);
    } finally {
      stack.allowConnections("tables_erp", true);
    }
    assertThat(extract("cut-off").status()).isEqualTo(201);
  }

  @Test
  void whatIsTooLargeLeavesNothing() throws Exception {
    define(
        "wide", "'query': 'select repeat(md5(i::text), 100) as t from generate_series(1, 1000) i'");
    Answer refused = extract("wide");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).contains("1048576");
    assertThat(folder.resolve("wide")).doesNotExist();
    try (Stream<Path> incoming = Files.list(folder.resolve(".incoming"))) {
      assertThat(incoming).isEmpty();
    }
  }

  @Test
  void oneReadsAtATimeAndAChangeOvertakesIt() throws Exception {
    sql(erp, "create table slow (id int primary key)", "insert into slow values (1)");
    define("slow", "'table': 'slow'");
    try (Connection holding = DriverManager.getConnection(erp, "postgres", "postgres");
        Statement statement = holding.createStatement()) {
      holding.setAutoCommit(false);
      statement.execute("lock table slow in access exclusive mode");
      CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> extract("slow"));
      await().until(() -> waitingFor("slow"));
      Answer second = extract("slow");
      assertThat(second.status()).isEqualTo(409);
      assertThat(second.text("code")).isEqualTo("extraction-running");
      assertThat(define("slow", "'query': 'select 2 as id'").status()).isEqualTo(200);
      holding.rollback();
      assertThat(waiting.join().status()).isEqualTo(409);
    }
    assertThat(api.get("/api/v1/datasets/slow").status()).isEqualTo(404);
    assertThat(extract("slow").status()).isEqualTo(201);
    assertThat(lines("slow", 1)).containsExactly("{\"id\":2}");
  }

  private static boolean waitingFor(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(erp, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select 1 from pg_locks where not granted and relation = '"
                    + table
                    + "'::regclass")) {
      return row.next();
    }
  }

  @Test
  void aScheduleReadsByItself() throws Exception {
    sql(erp, "create table ticks (id int primary key)", "insert into ticks values (1)");
    define("ticks", "'table': 'ticks', 'mode': 'increment', 'by': 'id', 'every': 'PT1S'");
    await().until(() -> table("ticks").text("mark").equals("1"));
    sql(erp, "insert into ticks values (2)");
    await().until(() -> table("ticks").text("mark").equals("2"));
    assertThat(api.get("/api/v1/datasets/ticks").text("version")).isEqualTo("2");
    api.delete("/api/v1/datasets/ticks/table");
  }

  @Test
  void definitionsAreShownAsTheyWerePutAndRefusedWhereTheyCannotBeUsed() {
    define("shown", "'table': 'shown', 'keys': ['id']");
    assertThat(table("shown").json().at("/definition/keys/0").asString()).isEqualTo("id");
    Answer refused = define("refused", "'table': 'a', 'url': 'jdbc:postgresql://elsewhere/'");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("invalid-definition");
    assertThat(refused.json().at("/errors/0/path").asString()).isEqualTo("/url");
    assertThat(define("Bad", "'table': 'a'").status()).isEqualTo(400);
    assertThat(table("refused").status()).isEqualTo(404);
    assertThat(api.delete("/api/v1/datasets/refused/table").status()).isEqualTo(404);
    assertThat(api.putJson("/api/v1/datasets/refused/table", "[").status()).isEqualTo(400);
  }
}
