package io.millrace.udfs.rules.pattern.suite.siddhi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.rules.pattern.suite.NativeEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries of our own in SiddhiQL: what they mean as patterns. */
class SiddhiCaseTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String STREAMS =
      "define stream A (name string, x float); define stream B (name string, x float); from ";

  private final ObjectNode node = MAPPER.createObjectNode();
  private final ArrayNode steps = node.putArray("steps");
  private final ArrayNode rows = node.putArray("expectedRows");

  @Test
  void without_every_it_matches_once() throws Exception {
    send("A", "a1", 1).send("A", "a2", 2).send("B", "b1", 3).send("B", "b2", 4);
    row("a1", "b1");
    String query = "a=A[x > 0] -> b=B[x > a.x] select a.name, b.name insert into O;";
    assertThat(run(query)).isNull();
    row("a2", "b1");
    assertThat(run(query)).contains("expected 2 rows", "found [[a1, b1]]");
    assertThat(run("every " + query)).isNull();
  }

  @Test
  void a_repeat_ends_where_the_next_stage_matches() throws Exception {
    send("A", "a1", 1).send("A", "a2", 2).send("A", "a3", 9).send("A", "a4", 9);
    row("a1", "a2", "a3");
    assertThat(run("a=A<1:5> -> b=A[x > 8] select a[0].name, a[last].name, b.name insert into O;"))
        .isNull();
  }

  @Test
  void an_absence_lasts_for_its_time() throws Exception {
    String query = "every a=A -> not B[x > a.x] for 1 sec select a.name insert into O;";
    send("A", "a1", 1);
    wait(900);
    send("B", "b1", 5).send("A", "a2", 2);
    wait(999);
    assertThat(run(query)).isNull();
    wait(1);
    row("a2");
    assertThat(run(query)).isNull();
  }

  @Test
  void what_is_as_long_ago_as_within_still_counts() throws Exception {
    String query = "every a=A -> b=B within 1 sec select a.name, b.name insert into O;";
    send("A", "a1", 1);
    wait(1000);
    send("B", "b1", 2);
    row("a1", "b1");
    assertThat(run(query)).isNull();
    steps.insertObject(1).put("sleepMs", 1);
    rows.removeAll();
    assertThat(run(query)).isNull();
  }

  @Test
  void either_of_two_binds_the_name_that_matched() throws Exception {
    send("A", "a1", 1).send("B", "b1", 2);
    ArrayNode row = rows.addArray().add("a1").addNull().add("b1");
    assertThat(row).hasSize(3);
    assertThat(run("a=A -> c=A[x > 1] or b=B select a.name, c.name, b.name insert into O;"))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not A for 1 sec -> b=B select b.name insert into O;|an absence before anything has matched",
        "a=A -> not B for 1 sec -> b=B select b.name insert into O;|an absence for a time before",
        "a=A -> b=B and c=A select b.name insert into O;|two stages in any order",
        "every (a=A -> b=B) -> c=A select c.name insert into O;|rounds that do not overlap",
        "a=A -> b=B select count() as n insert into O;|functions, here count",
        "a=A -> b=B ! select b.name insert into O;|cannot be read"
      })
  void what_patterns_do_not_mean_is_said(String query, String reason) {
    assertThatThrownBy(() -> run(query))
        .isInstanceOf(NotApplicableException.class)
        .hasMessageContaining(reason);
  }

  private @Nullable String run(String query) throws Exception {
    node.put("name", "case").put("siddhiApp", STREAMS + query).put("expectedCount", rows.size());
    return SiddhiCase.run(node, new NativeEngine(true));
  }

  private SiddhiCaseTest send(String stream, String name, double x) {
    steps.addObject().put("stream", stream).putArray("data").add(name).add(x);
    return this;
  }

  private void wait(int millis) {
    steps.addObject().put("sleepMs", millis);
  }

  private void row(String... names) {
    ArrayNode row = rows.addArray();
    for (String name : names) {
      row.add(name);
    }
  }
}
