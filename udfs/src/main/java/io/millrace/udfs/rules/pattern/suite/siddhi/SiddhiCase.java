package io.millrace.udfs.rules.pattern.suite.siddhi;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.udfs.rules.pattern.nfa.Automaton;
import io.millrace.udfs.rules.pattern.nfa.InvalidPatternException;
import io.millrace.udfs.rules.pattern.nfa.Pattern;
import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import io.millrace.udfs.rules.pattern.suite.CaseMatch;
import io.millrace.udfs.rules.pattern.suite.CepCase;
import io.millrace.udfs.rules.pattern.suite.Engine;
import io.millrace.udfs.rules.pattern.suite.Feed;
import io.millrace.udfs.rules.pattern.suite.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query, events with pauses, and the rows or the number of rows that come of it. */
public final class SiddhiCase {
  static final String STREAM = "";
  private final JsonNode node;
  private final List<CaseEvent> events = new ArrayList<>();
  private long time;

  private SiddhiCase(JsonNode node) {
    this.node = node;
  }

  /** Whether it is such a case. */
  public static boolean is(JsonNode node) {
    return node.has("siddhiApp");
  }

  /**
   * Runs one.
   *
   * @return how it differs from what is expected; null if it does not
   * @throws NotApplicableException with the reason, if there is no pattern that means the same
   * @throws Exception if the engine fails
   */
  public static @Nullable String run(JsonNode node, Engine engine) throws Exception {
    return new SiddhiCase(node).run(engine);
  }

  private @Nullable String run(Engine engine) throws Exception {
    Query query = QueryParser.parse(node.path("siddhiApp").asText());
    if (!node.path("expectedCount").isNumber()) {
      throw new NotApplicableException("the test does not say what it expects");
    }
    PatternMapper.Mapped mapped = PatternMapper.map(query);
    check(mapped.pattern());
    feed(query.streams());
    CepCase test =
        new CepCase(
            node.path("name").asText(),
            mapped.pattern(),
            mapped.conditions(),
            List.copyOf(events),
            new Result(),
            false,
            false,
            new Feed(true, mapped.once(), time));
    return difference(engine.run(test), query, mapped.bindings());
  }

  private static void check(Pattern pattern) {
    try {
      Automaton.of(pattern);
    } catch (InvalidPatternException e) {
      throw new NotApplicableException("Flink CEP refuses it: " + e.getMessage());
    }
  }

  /** Pauses of the clock are event time. */
  private void feed(Map<String, List<String>> streams) {
    for (JsonNode step : node.path("steps")) {
      time += step.path("sleepMs").asLong(0) + step.path("waitUpToMs").asLong(0);
      if (step.has("stream")) {
        time = step.path("timestamp").asLong(time);
        String stream = step.path("stream").asText();
        events.add(event(stream, streams.getOrDefault(stream, List.of()), step.path("data")));
      }
    }
  }

  private CaseEvent event(String stream, List<String> names, JsonNode data) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(STREAM, stream);
    for (int i = 0; i < names.size() && i < data.size(); i++) {
      if (!data.get(i).isNull()) {
        fields.put(names.get(i), value(data.get(i)));
      }
    }
    return new CaseEvent(events.size(), fields, time);
  }

  private static Object value(JsonNode value) {
    return value.isNumber() ? (Object) value.doubleValue() : value.asText();
  }

  private @Nullable String difference(Result result, Query query, Bindings bindings) {
    if (!result.errors().isEmpty()) {
      return result.errors().toString();
    }
    List<String> found = new ArrayList<>();
    result.matches().forEach(match -> found.add(row(match, query, bindings)));
    int count = node.path("expectedCount").asInt();
    List<String> expected = new ArrayList<>();
    node.path("expectedRows").forEach(row -> expected.add(row(row)));
    boolean same = found.size() == count;
    // Where their number is another, the rows are those of another part of the test.
    if (expected.size() == count) {
      found.sort(null);
      expected.sort(null);
      same &= found.equals(expected);
    }
    return same ? null : "expected " + count + " rows " + expected + ", found " + found;
  }

  private static String row(CaseMatch match, Query query, Bindings bindings) {
    Expression.Taken taken = bindings.in(stage -> match.stages().getOrDefault(stage, List.of()));
    List<Object> row = new ArrayList<>();
    query.select().forEach(column -> row.add(String.valueOf(column.value(null, taken))));
    return row.toString();
  }

  private static String row(JsonNode expected) {
    List<Object> row = new ArrayList<>();
    expected.forEach(value -> row.add(value.isNull() ? "null" : String.valueOf(value(value))));
    return row.toString();
  }
}
