package io.millrace.service.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.testkit.RecordedData;
import io.millrace.udfs.dataset.DatasetManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsITCase {
  private static final long MOST_BYTES = 4 << 20;

  @TempDir private static Path folder;
  private static String database;
  private static RunningService service;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    Stack stack = Stack.shared();
    database = stack.createDatabase("datasets");
    Map<String, String> settings = new HashMap<>(stack.settings(database));
    settings.put("millrace.datasets.folder", folder.toString());
    settings.put("millrace.datasets.max-size", MOST_BYTES + "B");
    service = RunningService.start(settings);
    api = service.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer load(String id, String query, String content, String... headers) {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    return api.send("POST", "/api/v1/datasets/" + id + "/versions" + query, body, headers);
  }

  private static Path versionFolder(String id, String version) {
    return folder.resolve(id).resolve("000000000" + version);
  }

  @Test
  void aFileBecomesAVersionThatTheJobCanRead() throws Exception {
    String csv = "id;name;born\n1;Ann;1990-01-31\n2;Bob;NULL\n3;x\n";
    Answer made = load("people", "?file=people.csv", csv);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/datasets/people/versions/1");
    assertThat(made.text("state")).isEqualTo("published");
    assertThat(made.text("mode")).isEqualTo("snapshot");
    assertThat(made.json().path("rows").asLong()).isEqualTo(3);
    assertThat(made.json().path("unreadable").asLong()).isEqualTo(1);
    assertThat(made.json().path("columns"))
        .hasToString(
            "[{\"name\":\"id\",\"kinds\":[\"whole-number\"],\"present\":2},"
                + "{\"name\":\"name\",\"kinds\":[\"text\"],\"present\":2},"
                + "{\"name\":\"born\",\"kinds\":[\"date\"],\"present\":1}]");
    Path place = versionFolder("people", "1");
    assertThat(place.resolve("people.csv")).hasContent(csv);
    DatasetManifest manifest =
        DatasetManifest.read(Files.readString(place.resolve(DatasetManifest.NAME)));
    assertThat(manifest.dataset()).isEqualTo("people");
    assertThat(manifest.version()).isEqualTo(1);
    assertThat(manifest.sha256()).isEqualTo(made.text("sha256")).hasSize(64);
    assertThat(manifest.options().dialect()).isNotNull();
    assertThat(manifest.options().dialect().delimiter()).isEqualTo(';');
    assertThat(manifest.options().dialect().nullText()).isEqualTo("NULL");
    assertThat(api.get("/api/v1/datasets/people/versions/1").json()).isEqualTo(made.json());
  }

  @Test
  void versionsAreNumberedAndListed() {
    load("listed", "?format=csv", "a,b\n1,2\n");
    Answer second = load("listed", "?format=csv&mode=increment", "a,b\n3,4\n");
    assertThat(second.text("version")).isEqualTo("2");
    assertThat(second.text("mode")).isEqualTo("increment");
    assertThat(api.get("/api/v1/datasets/listed").json()).isEqualTo(second.json());
    Answer versions = api.get("/api/v1/datasets/listed/versions?limit=1");
    assertThat(versions.text("total")).isEqualTo("2");
    assertThat(versions.json().at("/items/0")).isEqualTo(second.json());
    assertThat(api.get("/api/v1/datasets").json().path("items").findValuesAsString("dataset"))
        .contains("listed")
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameKeyAndContentIsTheSameVersion() {
    String csv = "a,b\n1,2\n";
    Answer first = load("keyed", "?format=csv", csv, "Idempotency-Key", "k1");
    Answer again = load("keyed", "?format=csv", csv, "Idempotency-Key", "k1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    Answer otherKey = load("keyed", "?format=csv", csv, "Idempotency-Key", "k2");
    assertThat(otherKey.text("version")).isEqualTo("2");
    Answer otherSet = load("keyed-too", "?format=csv", csv, "Idempotency-Key", "k1");
    assertThat(otherSet.status()).isEqualTo(201);
  }

  @Test
  void theSameKeyWithOtherContentIsAConflict() {
    load("conflict", "?format=csv", "a,b\n1,2\n", "Idempotency-Key", "k");
    Answer other = load("conflict", "?format=csv", "a,b\n1,3\n", "Idempotency-Key", "k");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("code")).isEqualTo("idempotency-conflict");
    Answer mode =
        load("conflict", "?format=csv&mode=increment", "a,b\n1,2\n", "Idempotency-Key", "k");
    assertThat(mode.status()).isEqualTo(409);
    assertThat(api.get("/api/v1/datasets/conflict/versions").text("total")).isEqualTo("1");
  }

  @Test
  void manyAtOnceWithOneKeyMakeOneVersion() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Answer> upload =
          () -> load("raced", "?format=csv", "a,b\n1,2\n", "Idempotency-Key", "k");
      Set<String> versions = new HashSet<>();
      for (Future<Answer> answer :
          threads.invokeAll(List.of(upload, upload, upload, upload, upload, upload))) {
        assertThat(answer.get().status()).isIn(200, 201);
        versions.add(answer.get().text("version"));
      }
      assertThat(versions).containsExactly("1");
    } finally {
      threads.shutdown();
    }
    assertThat(api.get("/api/v1/datasets/raced/versions").text("total")).isEqualTo("1");
  }

  @Test
  void whatACrashLeftUnpublishedIsPublished() throws Exception {
    load("crashed", "?format=csv", "a,b\n1,2\n");
    Path manifest = versionFolder("crashed", "1").resolve(DatasetManifest.NAME);
    String written = Files.readString(manifest);
    Files.delete(manifest);
    try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("update dataset_version set state = 'STORED' where dataset_id = 'crashed'");
    }
    await().untilAsserted(() -> assertThat(manifest).hasContent(written));
    await()
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/datasets/crashed").text("state"))
                    .isEqualTo("published"));
  }

  @Test
  void whatAnUploadLeftBehindIsDeletedAfterADay() throws Exception {
    Path incoming = Files.createDirectories(folder.resolve(".incoming"));
    Path abandoned = Files.createFile(incoming.resolve("abandoned"));
    Path present = Files.createFile(incoming.resolve("present"));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    await().untilAsserted(() -> assertThat(abandoned).doesNotExist());
    assertThat(present).exists();
    Files.delete(present);
  }

  @Test
  void aFileMayBeLargerThanADocumentAndNotLargerThanAFileMayBe() throws Exception {
    String row = "1," + "x".repeat(1000) + "\n";
    String large = "a,b\n" + row.repeat(3000);
    assertThat(load("large", "?format=csv", large).status()).isEqualTo(201);
    String tooLarge = "a,b\n" + row.repeat(5000);
    assertThat(load("large", "?format=csv", tooLarge).status()).isEqualTo(413);
    assertThat(incoming()).isEmpty();
  }

  @Test
  void whatIsNoTableIsRefusedAndLeavesNothing() throws Exception {
    Answer refused = load("broken", "?format=avro", "no Avro");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("invalid-table");
    assertThat(api.get("/api/v1/datasets/broken").status()).isEqualTo(404);
    assertThat(folder.resolve("broken")).doesNotExist();
    assertThat(incoming()).isEmpty();
  }

  private static List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(".incoming"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bad, ?format=csv, 400",
    "ok, ?format=word, 400",
    "ok, '', 400",
    "ok, ?file=a, 400",
    "ok, ?file=../a.csv, 400",
    "ok, ?file=manifest.json, 400",
    "ok, ?file=a.csv&mode=some, 400",
    "ok, ?file=a.csv&colour=red, 400"
  })
  void tellsWhatIsWrong(String id, String query, int status) {
    assertThat(load(id, query, "a,b\n1,2\n").status()).isEqualTo(status);
  }

  @Test
  void refusesTypesThatNoFileHasAndKeysThatAreNone() {
    assertThat(
            load("ok", "?format=csv", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .status())
        .isEqualTo(415);
    assertThat(load("ok", "?format=csv", "a,b\n", "Idempotency-Key", "k k").status())
        .isEqualTo(400);
    assertThat(api.get("/api/v1/datasets/none").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/datasets/none/versions").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/datasets/none/versions/1").status()).isEqualTo(404);
  }

  @Test
  void takesTablesOfOthers() throws Exception {
    Path orders =
        RecordedData.folder("northwind").resolve("examples/northwind/data/csv/orders.csv");
    Answer made = load("northwind-orders", "?file=orders.csv", Files.readString(orders));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("rows").asLong()).isEqualTo(830);
    assertThat(made.json().path("unreadable").asLong()).isZero();
    assertThat(made.json().path("columns")).hasSize(14);
  }
}
