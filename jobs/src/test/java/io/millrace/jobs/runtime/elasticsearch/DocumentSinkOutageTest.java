package io.millrace.jobs.runtime.elasticsearch;

import static io.millrace.jobs.runtime.elasticsearch.Documents.ALIAS;
import static io.millrace.jobs.runtime.elasticsearch.Documents.LINGER;
import static io.millrace.jobs.runtime.elasticsearch.Documents.put;
import static io.millrace.jobs.runtime.elasticsearch.Documents.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.DeadLetter;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Elasticsearch away, slow or overloaded: nothing is lost and the job goes on. */
class DocumentSinkOutageTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
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
    sink = new SinkDriver(settings(server.url(), "", 100), state);
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
    sink = new SinkDriver(settings(server.url(), "", 100), state);
    sink.until(() -> seq("m1") == 1, SECOND);
  }

  @Test
  void a_full_buffer_holds_the_input_back_until_there_is_room() throws Exception {
    sink.close();
    sink = new SinkDriver(settings(server.url(), "", 11));
    for (int i = 0; i < 200; i++) {
      sink.write(put("m" + i, 1));
    }
    assertThat(documents()).as("written while it waited for room").isGreaterThan(150);
    sink.pass(LINGER);
    sink.until(() -> documents() == 200, MOMENT);
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
}
