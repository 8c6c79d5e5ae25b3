package io.millrace.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.FailingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.read.OntologyReader;
import io.millrace.udfs.projection.table.TypedView;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TablesTopologyITCase {
  private static final int MACHINES = 10;
  private static final int EACH = 30;
  private static final Instant FAR = Instant.ofEpochMilli(Long.MAX_VALUE);

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  private static EmbeddedPostgres postgres;
  @TempDir Path checkpoints;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  /** The job is killed in the middle, events come again and late, and no text stops it. */
  @Test
  void rows_are_the_last_event_of_each_object_and_link() throws Exception {
    PostgresSettings settings = settings(postgres.getPort());
    TablesSetUp.run(settings);
    TablesSetUp.run(settings);
    run(settings);

    assertThat(
            rows(
                "SELECT id, seq, properties->>'temperature', updated_by, deleted_at IS NULL"
                    + " FROM model.objects WHERE type = 'machine' AND id LIKE 'm%' ORDER BY id"))
        .hasSize(MACHINES)
        .first()
        .isEqualTo(List.of("m0", 30L, "30.0", "device:m0", false));
    assertThat(
            rows(
                "SELECT id, properties->>'text', properties->>'other' FROM model.objects WHERE id LIKE 'odd%'"))
        .containsExactly(List.of("odd\uFFFD", "a\uFFFD\uFFFDb\\\uFFFD", "\\u0000"));
    assertThat(rows("SELECT updated_at::text FROM model.objects WHERE id LIKE 'odd%'"))
        .containsExactly(List.of("infinity"));
    assertThat(
            rows(
                "SELECT source_id, target_id, seq, removed_at IS NULL FROM model.links ORDER BY 1, 2"))
        .hasSize(MACHINES)
        .startsWith(List.of("m0", "hall-1", 29L, false), List.of("m1", "hall-1", 29L, true));
  }

  @Test
  void views_have_the_types_of_the_ontology() throws Exception {
    PostgresSettings settings = settings(postgres.getPort());
    TablesSetUp.run(settings);
    execute(
        "INSERT INTO model.objects VALUES ('pump', 'p1', 3, now(), 'a', now(), 'b', NULL, NULL,"
            + " '{\"flow\": 1.5, \"count\": \"many\", \"since\": \"2026-11-21T12:00:00Z\", \"price\": \"7.10\","
            + " \"on\": true, \"tags\": [\"x\"]}', '{}')",
        "INSERT INTO model.objects VALUES ('pump', 'p2', 3, now(), 'a', now(), 'b', now(), 'b', '{}', '{}')",
        "INSERT INTO model.links VALUES ('k', 'pump-site', 'pump', 'p1', 'site', 's1', 3, now(), NULL, '{}')");
    Ontology ontology = OntologyReader.read(PUMPS, 1).orThrow();
    execute("CREATE SCHEMA objects", "CREATE SCHEMA links");
    for (TypedView view : TypedView.of(ontology)) {
      execute("CREATE VIEW " + view.quoted() + " AS " + view.select());
    }
    assertThat(
            rows(
                "SELECT _id, flow * 2, count, price + 1, \"on\", extract(year FROM since)::int, tags->>0 FROM objects.pump"))
        .containsExactly(row("p1", 3.0, null, new java.math.BigDecimal("8.10"), true, 2026, "x"));
    assertThat(
            rows(
                "SELECT s._target_id FROM objects.pump p JOIN links.\"pump-site\" s ON s._source_id = p._id"))
        .containsExactly(List.of("s1"));
  }

  @Test
  void a_database_that_is_not_there_refuses_the_submission() {
    assertThatThrownBy(() -> TablesSetUp.run(settings(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tables cannot be made");
  }

  private void run(PostgresSettings settings) throws Exception {
    FailingSink<DeadLetter> deadLetters =
        new FailingSink<>(new CollectingSink<>(), (letter, had) -> true);
    List<Decoded<ObjectEvent>> events = events();
    TablesSources sources =
        new TablesSources(ListSource.paced(Decoded.type(ObjectEvent.class), events, events.size()));
    StreamExecutionEnvironment env = JobCluster.environment(checkpoints);
    // No exchange joins the subtasks: one alone would restart, and ListSource ends with all.
    env.setParallelism(1);
    FailingSink.restart(env);
    TablesTopology.build(
        env,
        sources,
        new TablesSinks(TablesSinks.objects(settings), TablesSinks.links(settings), deadLetters),
        () -> Given.NOON);
    env.execute();
    assertThat(deadLetters.failed()).isTrue();
  }

  /** All rounds, the first half of them once more, and something odd in between. */
  private static List<Decoded<ObjectEvent>> events() {
    List<Decoded<ObjectEvent>> events = new ArrayList<>();
    for (int round = 1; round <= EACH * 3 / 2; round++) {
      for (int i = 0; i < MACHINES; i++) {
        int seq = round <= EACH ? round : round - EACH;
        events.add(Given.decoded(event("m" + i, seq), events.size()));
      }
      if (round == EACH / 2) {
        events.add(Given.unreadable(events.size()));
        events.add(Given.decoded(odd(), events.size()));
      }
    }
    return events;
  }

  /** Deleted with the last; linked with the last but one, and one of them unlinked then. */
  private static ObjectEvent event(String id, int seq) {
    ObjectEvent event = Given.event(id, seq);
    if (seq == EACH - 2 || seq == EACH - 1) {
      boolean gone = seq == EACH - 1 && id.equals("m0");
      event.setKind(gone ? ObjectEventKind.UNLINKED : ObjectEventKind.LINKED);
      event.setLink(new Link("machine-hall", "machine", id, "hall", "hall-1", new HashMap<>()));
    }
    if (seq == EACH) {
      event.setKind(ObjectEventKind.DELETED);
      event.setDeletedAt(Given.NOON);
      event.setDeletedBy("user:ann");
    }
    return event;
  }

  private static ObjectEvent odd() {
    ObjectEvent event = Given.event("odd\0", 1);
    event.setProperties(Map.of("text", "a\0\0b\\\0", "other", "\\u0000"));
    event.setOccurredAt(FAR);
    return event;
  }

  private static PostgresSettings settings(int port) {
    return new PostgresSettings(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "postgres",
        "",
        50,
        Duration.ofMillis(20));
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static List<List<Object>> rows(String query) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = open();
        ResultSet result = connection.createStatement().executeQuery(query)) {
      while (result.next()) {
        Object[] row = new Object[result.getMetaData().getColumnCount()];
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row(row));
      }
    }
    return rows;
  }

  private static List<Object> row(Object... values) {
    return java.util.Arrays.asList(values);
  }

  private static Connection open() throws SQLException {
    PostgresSettings settings = settings(postgres.getPort());
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  private static final String PUMPS =
      """
      {"name": "pumps", "objectTypes": {
        "pump": {"primaryKey": "key", "properties": {
          "key": {"type": "string"}, "flow": {"type": "double"}, "count": {"type": "long"},
          "since": {"type": "timestamp"}, "price": {"type": "decimal", "scale": 2},
          "on": {"type": "boolean"}, "tags": {"type": "list", "items": "string"}}},
        "site": {"primaryKey": "key", "properties": {"key": {"type": "string"}}}},
       "linkTypes": {"pump-site": {"source": "pump", "target": "site", "cardinality": "n:1"}}}
      """;
}
