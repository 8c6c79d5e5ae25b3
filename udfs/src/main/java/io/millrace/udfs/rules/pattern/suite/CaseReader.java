package io.millrace.udfs.rules.pattern.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a case. What it does not know it refuses by name. */
public final class CaseReader {
  private static final Set<String> FIELDS =
      Set.of("idx", "id", "name", "price", "volume", "timestamp");
  private final Map<Integer, CaseEvent> events = new HashMap<>();

  private CaseReader() {}

  /**
   * Reads one.
   *
   * @throws UnknownFeatureException if it has something that is not known
   * @throws IllegalArgumentException if it is no case
   */
  public static CepCase read(JsonNode node) {
    return new CaseReader().readCase(node);
  }

  /** What the case is called, whatever else is wrong with it. */
  public static String name(JsonNode node) {
    return node.path("name").asText("a case without name");
  }

  private CepCase readCase(JsonNode node) {
    List<CaseEvent> list = new ArrayList<>();
    for (JsonNode event : array(node, "events")) {
      list.add(event(event, list.size()));
    }
    CasePattern pattern = CasePattern.read(node.path("pattern"));
    Result expected = new Result();
    for (JsonNode match : array(node, "expectedMatches")) {
      expected.matches().add(new CaseMatch(when(match), stages(match)));
    }
    boolean timeouts = node.hasNonNull("expectedTimeouts");
    if (timeouts) {
      for (JsonNode timeout : array(node, "expectedTimeouts")) {
        expected.timeouts().add(new CaseMatch(timeoutWhen(timeout), stages(timeout)));
      }
    }
    return new CepCase(
        name(node),
        pattern.pattern(),
        pattern.conditions(),
        List.copyOf(list),
        expected,
        byValue(node.path("compareBy").asText("idx")),
        timeouts,
        feed(node.path("time").asText("events")));
  }

  private static Feed feed(String time) {
    return switch (time) {
      case "events" -> Feed.RECORDED;
      case "moments" -> Feed.MOMENTS;
      default -> throw new UnknownFeatureException("time " + time);
    };
  }

  private static boolean byValue(String compareBy) {
    if (!compareBy.equals("idx") && !compareBy.equals("value")) {
      throw new UnknownFeatureException("compareBy " + compareBy);
    }
    return compareBy.equals("value");
  }

  private CaseEvent event(JsonNode node, int place) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new UnknownFeatureException("event field " + field);
              }
            });
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", (double) node.path("id").asLong());
    fields.put("name", node.path("name").asText());
    fields.put("price", node.path("price").asDouble());
    if (node.hasNonNull("volume")) {
      fields.put("volume", node.path("volume").asDouble());
    }
    CaseEvent event =
        new CaseEvent(node.path("idx").asInt(place), fields, node.path("timestamp").asLong());
    events.put(event.idx(), event);
    return event;
  }

  private static String when(JsonNode match) {
    return match.hasNonNull("emittedAtEvent")
        ? CaseMatch.atEvent(match.path("emittedAtEvent").asInt())
        : CaseMatch.onWatermark(match.path("emittedOnWatermark").asLong());
  }

  private static String timeoutWhen(JsonNode timeout) {
    return CaseMatch.timedOut(
        timeout.path("emittedOnWatermark").asLong(), timeout.path("timeoutTimestamp").asLong());
  }

  private Map<String, List<CaseEvent>> stages(JsonNode match) {
    Map<String, List<CaseEvent>> stages = new HashMap<>();
    for (Map.Entry<String, JsonNode> stage : match.path("stages").properties()) {
      List<CaseEvent> taken = new ArrayList<>();
      for (JsonNode idx : stage.getValue()) {
        CaseEvent event = events.get(idx.asInt());
        if (event == null) {
          throw new IllegalArgumentException("expects an event " + idx + ", which is not there");
        }
        taken.add(event);
      }
      stages.put(stage.getKey(), taken);
    }
    return stages;
  }

  private static JsonNode array(JsonNode node, String field) {
    if (!node.path(field).isArray()) {
      throw new IllegalArgumentException("has no list '" + field + "'");
    }
    return node.path(field);
  }
}
