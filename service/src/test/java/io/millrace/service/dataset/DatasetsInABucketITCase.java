package io.millrace.service.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.S3Server;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.dataset.DatasetManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the service and one bucket of a real S3 server. */
class DatasetsInABucketITCase {
  @TempDir private static Path folder;
  private static Path incoming;
  private static Path bucket;
  private static S3Server s3;
  private static RunningService service;
  private static RunningService other;

  @BeforeAll
  static void start() throws Exception {
    Stack stack = Stack.shared();
    s3 = new S3Server(folder);
    bucket = s3.bucket("sets").resolve("of/millrace");
    incoming = folder.resolve("incoming");
    Map<String, String> settings =
        new HashMap<>(stack.settings(stack.createDatabase("datasets_in_a_bucket")));
    settings.putAll(s3.settings());
    settings.put("millrace.datasets.folder", "s3://sets/of/millrace");
    settings.put("millrace.datasets.incoming", incoming.toString());
    service = RunningService.start(settings);
    other = RunningService.start(settings);
  }

  @AfterAll
  static void stop() {
    other.close();
    service.close();
    s3.close();
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(incoming)) {
      assertThat(files).isEmpty();
    }
  }

  private static Answer load(Api api, String id, String query, byte[] content, String... headers) {
    return api.send("POST", "/api/v1/datasets/" + id + "/versions" + query, content, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFileAndItsManifestAreInTheBucket() throws Exception {
    byte[] csv = bytes("id,name\n1,Ann\n");
    Answer made = load(service.api(), "people", "?file=people.csv", csv);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("state")).isEqualTo("published");
    Path place = bucket.resolve("people/0000000001");
    assertThat(place.resolve("people.csv")).hasBinaryContent(csv);
    DatasetManifest manifest =
        DatasetManifest.read(Files.readString(place.resolve(DatasetManifest.NAME)));
    assertThat(manifest.sha256()).isEqualTo(made.text("sha256"));
    assertThat(other.api().get("/api/v1/datasets/people/versions/1").json()).isEqualTo(made.json());
  }

  /** More than is stored in one part. */
  @Test
  void aLargeFileIsStoredWhole() throws Exception {
    byte[] csv = bytes("id,text\n" + ("1," + "x".repeat(997) + "\n").repeat(40_000));
    assertThat(load(service.api(), "large", "?format=csv", csv).text("rows")).isEqualTo("40000");
    assertThat(bucket.resolve("large/0000000001/data.csv")).hasBinaryContent(csv);
  }

  @Test
  void whatIsNoTableNeverGetsThere() {
    Answer refused = load(service.api(), "broken", "?format=parquet", bytes("no Parquet"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(bucket.resolve("broken")).doesNotExist();
  }

  @Test
  void oneKeyAtTwoInstancesIsOneVersion() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Answer> here = () -> keyed(service.api());
      Callable<Answer> there = () -> keyed(other.api());
      Set<String> versions = new HashSet<>();
      for (Future<Answer> answer : threads.invokeAll(List.of(here, there, here, there))) {
        assertThat(answer.get().status()).isIn(200, 201);
        versions.add(answer.get().text("version"));
      }
      assertThat(versions).containsExactly("1");
    } finally {
      threads.shutdown();
    }
    assertThat(bucket.resolve("raced/0000000002")).doesNotExist();
  }

  private static Answer keyed(Api api) {
    return load(api, "raced", "?format=csv", bytes("a,b\n1,2\n"), "Idempotency-Key", "k");
  }

  @Test
  void whileTheBucketIsAwayNothingIsLoadedAndThenItIs() throws Exception {
    String[] key = {"Idempotency-Key", "k"};
    s3.close();
    Answer away = load(service.api(), "waiting", "?format=csv", bytes("a,b\n1,2\n"), key);
    assertThat(away.status()).isEqualTo(503);
    assertThat(service.api().get("/api/v1/datasets/waiting").status()).isEqualTo(404);
    s3.start();
    Answer back = load(service.api(), "waiting", "?format=csv", bytes("a,b\n1,2\n"), key);
    assertThat(back.status()).isEqualTo(201);
    assertThat(back.text("version")).isEqualTo("1");
  }
}
