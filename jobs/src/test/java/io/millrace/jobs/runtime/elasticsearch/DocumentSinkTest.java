package io.millrace.jobs.runtime.elasticsearch;

import static io.millrace.jobs.runtime.elasticsearch.Documents.ALIAS;
import static io.millrace.jobs.runtime.elasticsearch.Documents.LINGER;
import static io.millrace.jobs.runtime.elasticsearch.Documents.put;
import static io.millrace.jobs.runtime.elasticsearch.Documents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.DeadLetter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentSinkTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private SearchServer server;
  private SinkDriver sink;

  @BeforeEach
  void start() throws Exception {
    CollectedLetters.FLUSHED.clear();
    server = new SearchServer(0);
    server.createAlias(ALIAS);
    sink = new SinkDriver(settings(server.url(), "", 100));
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
  void a_dead_letter_that_is_refused_makes_no_dead_letter_again() throws Exception {
    server.failItem("m5", 400);
    byte[] huge = new byte[(int) DocumentSink.MAX_DOCUMENT_BYTES];
    sink.write(new DocumentOperation(ALIAS, "m4", 2, huge, "dead-letters", 0, 1));
    sink.write(new DocumentOperation(ALIAS, "m5", 2, Given.bytes("{}"), "dead-letters", 0, 2));
    sink.write(put("m6", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m6") == 1, MOMENT);
    sink.checkpoint();
    assertThat(letters()).isEmpty();
    assertThat(server.bulks).hasValue(1);
  }

  @Test
  void user_and_password_are_sent() throws Exception {
    sink.close();
    sink = new SinkDriver(settings(server.url(), "elastic", 100));
    sink.write(put("m1", 1));
    sink.pass(LINGER);
    sink.until(() -> seq("m1") == 1, MOMENT);
    String expected = Base64.getEncoder().encodeToString(Given.bytes("elastic:secret"));
    assertThat(server.authorizations).containsOnly("Basic " + expected);
    assertThat(settings(server.url(), "elastic", 100).toString()).doesNotContain("secret");
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
