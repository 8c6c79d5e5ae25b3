package io.millrace.jobs.objectify.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinRequest;
import io.millrace.udfs.objectify.join.JoinSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseJoinsITCase {
  private static final JoinSource ODD = odd("id");
  private static JoinDatabases databases;
  private Joins joins = joins(Duration.ofMinutes(5));

  @BeforeAll
  static void start() throws Exception {
    databases = JoinDatabases.start();
    databases.execute(
        "INSERT INTO shop.\"Odd \"\"name\" SELECT i, 'c' || i, DATE '2026-11-22', i + 0.5"
            + " FROM generate_series(1, 200) i",
        "INSERT INTO shop.\"Odd \"\"name\" VALUES (7, 'x', NULL, NULL), (NULL, NULL, NULL, NULL)");
    databases.object("model", "a~1", "{\"name\": \"A\", \"count\": 3, \"tags\": [\"x\"]}");
    databases.object("model", "gone", "{\"name\": \"G\"}");
    databases.execute("UPDATE model.objects SET deleted_at = now() WHERE id = 'gone'");
  }

  @AfterAll
  static void stop() throws Exception {
    databases.close();
  }

  @AfterEach
  void close() {
    joins.close();
  }

  @Test
  void many_keys_have_each_its_own_answer() throws Exception {
    List<CompletableFuture<JoinAnswer>> answers = new ArrayList<>();
    for (long id = 0; id <= 201; id++) {
      answers.add(joins.ask(new JoinRequest(ODD, List.of(id))));
    }
    for (int id = 0; id <= 201; id++) {
      JoinAnswer.Found found = (JoinAnswer.Found) get(answers.get(id));
      if (id == 0 || id == 201) {
        assertThat(found.missing()).isTrue();
      } else if (id == 7) {
        assertThat(found.rows()).as("two rows of a key").hasSize(2);
      } else {
        assertThat(found.rows())
            .as("row " + id)
            .isEqualTo(List.of(Map.of("id", (long) id, "day", "2026-11-22", "n", id + ".50")));
      }
    }
  }

  /** As the database compares: characters of a fixed length have blanks behind. */
  @Test
  void rows_that_cannot_be_told_apart_are_asked_for_one_by_one() throws Exception {
    JoinSource byCode = odd("code");
    CompletableFuture<JoinAnswer> first = joins.ask(new JoinRequest(byCode, List.of("c1")));
    CompletableFuture<JoinAnswer> second = joins.ask(new JoinRequest(byCode, List.of("c2")));
    CompletableFuture<JoinAnswer> same = joins.ask(new JoinRequest(byCode, List.of("c2 ")));
    assertThat(number(first)).isEqualTo("1.50");
    assertThat(number(second)).isEqualTo("2.50");
    assertThat(number(same)).isEqualTo("2.50");
    assertThat(number(joins.ask(new JoinRequest(ODD, List.of(3.0))))).isEqualTo("3.50");
  }

  @Test
  void what_cannot_be_answered_fails_alone() throws Exception {
    JoinSource none = new JoinSource.Table("erp", "shop", "none", List.of("id"), List.of("id"));
    JoinSource secret = new JoinSource.Table("erp", "shop", "secret", List.of("id"), List.of("id"));
    JoinSource other = new JoinSource.Table("mes", "shop", "odd", List.of("id"), List.of("id"));
    CompletableFuture<JoinAnswer> good = joins.ask(new JoinRequest(ODD, List.of(5L)));
    CompletableFuture<JoinAnswer> bad = joins.ask(new JoinRequest(ODD, List.of("five")));
    assertThat(number(good)).isEqualTo("5.50");
    assertThat(reason(bad)).contains("integer");
    assertThat(reason(joins.ask(new JoinRequest(none, List.of(1L))))).contains("shop.none");
    assertThat(reason(joins.ask(new JoinRequest(secret, List.of(1L))))).contains("denied");
    assertThat(reason(joins.ask(new JoinRequest(other, List.of(1L)))))
        .contains("no connection 'mes'");
  }

  @Test
  void objects_are_found_by_id_and_deleted_ones_are_not() throws Exception {
    JoinSource models = new JoinSource.Objects("model");
    JoinAnswer.Found found =
        (JoinAnswer.Found) get(joins.ask(new JoinRequest(models, List.of("a~1"))));
    assertThat(found.rows())
        .isEqualTo(List.of(Map.of("name", "A", "count", 3L, "tags", List.of("x"))));
    assertThat(get(joins.ask(new JoinRequest(models, List.of("gone")))).missing()).isTrue();
    assertThat(get(joins.ask(new JoinRequest(models, List.of("never")))).missing()).isTrue();
  }

  @Test
  void an_answer_is_remembered_until_it_is_forgotten() throws Exception {
    JoinRequest request =
        new JoinRequest(
            new JoinSource.Table("erp", "shop", "prices", List.of("serial"), List.of("amount")),
            List.of("remembered"));
    assertThat(get(joins.ask(request)).missing()).isTrue();
    databases.execute("INSERT INTO shop.prices VALUES ('remembered', 1)");
    assertThat(get(joins.ask(request)).missing()).isTrue();
    joins.forget(request);
    assertThat(get(joins.ask(request)).missing()).isFalse();
  }

  @Test
  void a_database_that_stays_away_fails_the_question_in_the_end() throws Exception {
    joins.close();
    joins = joins(Duration.ofMillis(1));
    databases.lock();
    try {
      CompletableFuture<JoinAnswer> answer = joins.ask(new JoinRequest(ODD, List.of(5L)));
      assertThatThrownBy(() -> get(answer)).hasMessageContaining("reader");
    } finally {
      databases.unlock();
    }
    assertThat(number(joins.ask(new JoinRequest(ODD, List.of(6L))))).isEqualTo("6.50");
  }

  private static JoinSource odd(String key) {
    return new JoinSource.Table("erp", "shop", "Odd \"name", List.of(key), List.of("day", "n"));
  }

  private static Joins joins(Duration timeout) {
    JoinSettings settings =
        new JoinSettings(
            1_000,
            2,
            1_000,
            Duration.ofHours(1),
            timeout,
            databases.account(),
            connection -> connection.equals("erp") ? databases.account() : null);
    return new Joins(settings, new JoinMetrics(new UnregisteredMetricsGroup(), () -> 0));
  }

  private static JoinAnswer get(CompletableFuture<JoinAnswer> answer) throws Exception {
    return answer.get(1, TimeUnit.MINUTES);
  }

  private static Object number(CompletableFuture<JoinAnswer> answer) throws Exception {
    return ((JoinAnswer.Found) get(answer)).rows().get(0).get("n");
  }

  private static String reason(CompletableFuture<JoinAnswer> answer) throws Exception {
    return ((JoinAnswer.Failed) get(answer)).reason();
  }
}
