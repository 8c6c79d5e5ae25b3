package io.millrace.jobs.runtime.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.DeadLetter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentSinkTest {
  private static final String ALIAS = "objects-machine";
  private static final Duration LINGER = Duration.ofMillis(50);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private SearchServer server;
  private SinkDriver sink;

  @BeforeEach
  void start() throws Exception {
    CollectedLetters.FLUSHED.clear();
    server = new SearchServer(0);
    server.createAlias(ALIAS);
    sink = new SinkDriver(settings("", 100));
  }

  @AfterEach
  void stop() throws Exception {
    sink.close();
    server.close();
  }

  @Test
  void a_document_is_out_after_it_lingered() throws Exception {
    sink.write(put("m1", 1));
    sink.settle(Duration.ofMillis(100));
    assertThat(server.bulks).hasValue(0);
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 1, MOMENT);
  }

  @Test
  void a_full_batch_does_not_linger() throws Exception {
    for (int i = 0; i < 10; i++) {
      sink.write(put("m" + i, 1));
    }
    sink.until(() -> documents() == 10, Duration.ZERO);
    assertThat(server.batchSizes).containsExactly(10);
  }

  @Test
  void of_one_document_the_newest_is_sent_alone() throws Exception {
    sink.write(put("m1", 1), put("m1", 3), put("m1", 2));
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 3, MOMENT);
    assertThat(server.batchSizes).containsExactly(1);
  }

  @Test
  void a_version_that_the_index_has_passed_counts_as_written() throws Exception {
    server.versions.put(ALIAS + "/m1", 9L);
    sink.write(put("m1", 1), put("m2", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m2") == 1, MOMENT);
    sink.pass(Duration.ofMinutes(1));
    sink.settle(Duration.ofMillis(100));
    assertThat(server.bulks).hasValue(1);
    assertThat(letters()).isEmpty();
  }

  @Test
  void a_replay_changes_nothing() throws Exception {
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 1, MOMENT);
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    sink.until(() -> server.bulks.get() == 2, MOMENT);
    assertThat(seq("m1")).isEqualTo(1);
  }

  @Test
  void a_deletion_takes_the_document_away_and_may_come_twice() throws Exception {
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 1, MOMENT);
    sink.write(new DocumentOperation(ALIAS, "m1", 2, null, "object-events", 0, 2));
    sink.pass(LINGER);
    sink.until(() -> documents() == 0, MOMENT);
    assertThat(letters()).isEmpty();
  }

  @Test
  void a_missing_index_is_made_behind_its_alias() throws Exception {
    DocumentOperation room =
        new DocumentOperation("objects-room", "r1", 1, Given.bytes("{\"seq\":1}"), "t", 0, 1);
    sink.write(room, put("m1", 1));
    sink.pass(LINGER);
    sink.until(
        () -> server.documents.getOrDefault("objects-room", java.util.Map.of()).containsKey("r1"),
        MOMENT);
    assertThat(seq("m1")).isEqualTo(1);
    assertThat(letters()).isEmpty();
  }

  @Test
  void a_name_that_no_index_can_have_is_a_dead_letter() throws Exception {
    sink.write(
        new DocumentOperation("Objects", "x", 1, Given.bytes("{}"), "t", 0, 1), put("m1", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 1 && lettersAfterCheckpoint() == 1, MOMENT);
    assertThat(letters()).extracting(DeadLetter::getCode).containsExactly("invalid-index-name");
  }

  @Test
  void a_poison_document_is_a_dead_letter_and_the_rest_is_written() throws Exception {
    server.failItem("m2", 400);
    sink.write(put("m1", 1), put("m2", 7), put("m3", 1));
    sink.pass(LINGER);
    sink.until(() -> documents() == 2 && lettersAfterCheckpoint() == 1, MOMENT);
    DeadLetter letter = letters().get(0);
    assertThat(letter.getCode()).isEqualTo("document-refused");
    assertThat(letter.getPath()).isEqualTo(ALIAS + "/m2");
    assertThat(letter.getReason()).contains("document_parsing_exception");
    assertThat(letter.getOffset()).isEqualTo(7);
    assertThat(letter.getPayload().array()).isEqualTo(put("m2", 7).document());
  }

  @Test
  void a_document_that_spoils_its_batch_is_found() throws Exception {
    DocumentOperation[] operations = new DocumentOperation[9];
    Arrays.setAll(operations, i -> put("m" + i, 1));
    operations[5] =
        new DocumentOperation(ALIAS, "m5", 1, Given.bytes("{\"broken\""), "object-events", 0, 5);
    sink.write(operations);
    sink.pass(LINGER);
    sink.until(() -> documents() == 8 && lettersAfterCheckpoint() == 1, MOMENT);
    assertThat(letters()).extracting(DeadLetter::getPath).containsExactly(ALIAS + "/m5");
  }

  @Test
  void a_document_that_is_too_large_is_a_dead_letter() throws Exception {
    byte[] huge = new byte[(int) DocumentSink.MAX_DOCUMENT_BYTES];
    sink.write(new DocumentOperation(ALIAS, "m1", 1, huge, "object-events", 0, 1));
    sink.checkpoint();
    assertThat(letters()).extracting(DeadLetter::getCode).containsExactly("document-too-large");
    assertThat(server.bulks).hasValue(0);
  }

  @Test
  void what_is_rejected_for_load_is_sent_again_alone() throws Exception {
    server.failItem("m2", 429, 503);
    sink.write(put("m1", 1), put("m2", 1));
    sink.pass(LINGER);
    sink.until(() -> documents() == 2, SECOND);
    assertThat(server.batchSizes).containsExactly(2, 1, 1);
    assertThat(letters()).isEmpty();
  }

  @Test
  void after_a_failure_it_waits_before_it_tries_again() throws Exception {
    server.failures.addAll(java.util.List.of(503, 503));
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    sink.settle(Duration.ofMillis(300));
    assertThat(server.bulks).as("time stands still").hasValue(1);
    sink.write(put("m2", 1));
    sink.pass(Duration.ofMillis(49));
    sink.settle(Duration.ofMillis(100));
    assertThat(server.bulks).as("new input does not end the pause").hasValue(1);
    sink.until(() -> documents() == 2, SECOND);
    assertThat(server.bulks).hasValue(3);
  }

  @Test
  void checkpoints_go_on_while_elasticsearch_is_away_and_nothing_is_lost() throws Exception {
    int port = server.port();
    server.close();
    OperatorSubtaskState state = null;
    for (int i = 0; i < 30; i++) {
      sink.write(put("m" + i, 1));
      sink.pass(SECOND);
      sink.settle(Duration.ofMillis(10));
      state = sink.checkpoint();
    }
    server = new SearchServer(port);
    server.createAlias(ALIAS);
    sink.until(() -> documents() == 30, SECOND);

    // And if the job fails instead, what it noted is written by its successor.
    sink.close();
    server.documents.get(ALIAS).clear();
    server.versions.clear();
    sink = new SinkDriver(settings("", 100), state);
    sink.until(() -> documents() == 30, SECOND);
    assertThat(letters()).isEmpty();
  }

  @Test
  void what_is_under_way_at_a_checkpoint_is_in_it() throws Exception {
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    OperatorSubtaskState state = sink.checkpoint();
    sink.close();
    server.documents.get(ALIAS).clear();
    server.versions.clear();
    sink = new SinkDriver(settings("", 100), state);
    sink.until(() -> seq("m1") == 1, SECOND);
  }

  @Test
  void user_and_password_are_sent() throws Exception {
    sink.close();
    sink = new SinkDriver(settings("elastic", 100));
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 1, MOMENT);
    String expected = Base64.getEncoder().encodeToString(Given.bytes("elastic:secret"));
    assertThat(server.authorizations).containsOnly("Basic " + expected);
    assertThat(settings("elastic", 100).toString()).doesNotContain("secret");
  }

  private ElasticsearchSettings settings(String user, int maxBuffered) {
    return new ElasticsearchSettings(
        server.url(),
        user,
        "secret",
        10,
        maxBuffered,
        LINGER,
        Duration.ofMillis(100),
        Duration.ofSeconds(10));
  }

  private static DocumentOperation put(String id, long version) {
    byte[] json = Given.bytes("{\"id\":\"" + id + "\",\"seq\":" + version + "}");
    return new DocumentOperation(ALIAS, id, version, json, "object-events", 0, version);
  }

  private long seq(String id) {
    var document = server.documents.get(ALIAS).get(id);
    return document == null ? 0 : document.path("seq").asLong();
  }

  private int documents() {
    return server.documents.get(ALIAS).size();
  }

  private static java.util.List<DeadLetter> letters() {
    return CollectedLetters.FLUSHED;
  }

  private int lettersAfterCheckpoint() {
    try {
      sink.checkpoint();
      return letters().size();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
