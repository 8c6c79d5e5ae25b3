package io.millrace.jobs.rules.cep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random patterns and events, as cases without expectations. The same seed gives the same case. */
final class RandomCase {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final int MOST_STAGES = 4;
  private static final int MOST_EVENTS = 10;
  private final SplittableRandom random;
  private final List<String> stages = new ArrayList<>();
  private final List<String> top = new ArrayList<>();

  private RandomCase(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static ObjectNode of(long seed) {
    return new RandomCase(seed).make("seed-" + seed);
  }

  private ObjectNode make(String name) {
    ObjectNode test = JSON.objectNode().put("name", name);
    ObjectNode pattern = test.putObject("pattern");
    sequence(pattern.putArray("stages"), 1 + random.nextInt(MOST_STAGES), 0);
    boolean endsAbsent =
        pattern
            .path("stages")
            .path(pattern.path("stages").size() - 1)
            .path("contiguity")
            .asText()
            .equals("notFollowedBy");
    if (endsAbsent || one(3)) {
      pattern.put("withinMs", 5 + random.nextInt(20)).put("withinType", "FIRST_AND_LAST");
    }
    skip(pattern.putObject("afterMatchSkip"));
    events(test.putArray("events"));
    test.putArray("expectedMatches");
    if (one(2)) {
      test.putArray("expectedTimeouts");
    }
    test.put("compareBy", "idx");
    if (one(2)) {
      test.put("time", "moments");
    }
    return test;
  }

  private void sequence(ArrayNode stages, int count, int depth) {
    boolean optional = false;
    for (int i = 0; i < count; i++) {
      ObjectNode stage = stages.addObject();
      boolean absent = i > 0 && !optional && one(6);
      if (!absent && depth < 2 && one(7)) {
        group(stage, i, depth);
      } else {
        single(stage, i, absent, depth);
      }
      optional = stage.path("optional").asBoolean();
    }
  }

  private void group(ObjectNode stage, int place, int depth) {
    stage.put("name", "g" + stages.size()).put("contiguity", contiguity(place));
    if (one(2)) {
      quantifier(stage, true);
    }
    if (one(5)) {
      stage.put("optional", true);
    }
    sequence(stage.putArray("group"), 1 + random.nextInt(2), depth + 1);
  }

  private void single(ObjectNode stage, int place, boolean absent, int depth) {
    String name = "s" + stages.size();
    stages.add(name);
    if (depth == 0) {
      top.add(name);
    }
    String contiguity = absent ? (one(2) ? "notNext" : "notFollowedBy") : contiguity(place);
    stage.put("name", name).put("contiguity", contiguity).set("where", where());
    if (absent) {
      return;
    }
    if (one(2)) {
      quantifier(stage, false);
    }
    if (one(4)) {
      stage.put("optional", true);
    }
    if (one(12)) {
      stage.put("withinPreviousMs", 2 + random.nextInt(8));
    }
  }

  private void quantifier(ObjectNode stage, boolean group) {
    ObjectNode quantifier = stage.putObject("quantifier");
    int min = 1 + random.nextInt(group ? 2 : 3);
    quantifier.put("min", min);
    boolean looping = one(2);
    if (looping) {
      quantifier.putNull("max");
    } else {
      quantifier.put("max", min + random.nextInt(3));
    }
    String inner = List.of("relaxed", "consecutive", "combinations").get(random.nextInt(3));
    quantifier.put("inner", inner);
    if (one(10)) {
      quantifier.put("windowMs", 2 + random.nextInt(8));
    }
    if (!group && !inner.equals("combinations") && one(3)) {
      stage.put("greedy", true);
    }
    if (looping && one(4)) {
      stage.set("until", where());
    }
  }

  private String contiguity(int place) {
    return place == 0
        ? "begin"
        : List.of("next", "followedBy", "followedByAny").get(random.nextInt(3));
  }

  private ObjectNode where() {
    ObjectNode name = compare("eq", "name", NAMES.get(random.nextInt(NAMES.size())));
    return switch (random.nextInt(8)) {
      case 0 -> join("and", name, price());
      case 1 -> join("or", name, compare("eq", "name", NAMES.get(random.nextInt(NAMES.size()))));
      case 2 -> price();
      case 3 -> stages.isEmpty() ? name : join("and", name, iterative());
      default -> name;
    };
  }

  private ObjectNode price() {
    String operator = List.of("lt", "le", "gt", "ge").get(random.nextInt(4));
    ObjectNode node = JSON.objectNode();
    node.putArray(operator).add(field("price")).add((double) (1 + random.nextInt(5)));
    return node;
  }

  private ObjectNode iterative() {
    String function = List.of("sum", "count", "first", "last", "avg").get(random.nextInt(5));
    ObjectNode of = JSON.objectNode().put("stage", stages.get(random.nextInt(stages.size())));
    if (!function.equals("count")) {
      of.put("field", "price");
    }
    ObjectNode taken = JSON.objectNode();
    taken.set(function, of);
    ObjectNode node = JSON.objectNode();
    String operator = List.of("lt", "le", "gt", "ge").get(random.nextInt(4));
    node.putArray(operator).add(taken).add(field("price"));
    return node;
  }

  private static ObjectNode field(String name) {
    return JSON.objectNode().put("field", name);
  }

  private static ObjectNode compare(String operator, String field, String value) {
    ObjectNode node = JSON.objectNode();
    node.putArray(operator).add(field(field)).add(value);
    return node;
  }

  private static ObjectNode join(String operator, ObjectNode left, ObjectNode right) {
    ObjectNode node = JSON.objectNode();
    node.putArray(operator).add(left).add(right);
    return node;
  }

  private void skip(ObjectNode skip) {
    int kind = random.nextInt(top.isEmpty() ? 4 : 6);
    skip.put(
        "strategy",
        List.of(
                "NO_SKIP",
                "NO_SKIP",
                "SKIP_TO_NEXT",
                "SKIP_PAST_LAST_EVENT",
                "SKIP_TO_FIRST",
                "SKIP_TO_LAST")
            .get(kind));
    if (kind >= 4) {
      skip.put("stage", top.get(random.nextInt(top.size())));
    }
  }

  private void events(ArrayNode events) {
    int count = 3 + random.nextInt(MOST_EVENTS - 2);
    long timestamp = 1;
    for (int i = 0; i < count; i++) {
      timestamp += random.nextInt(4);
      events
          .addObject()
          .put("idx", i)
          .put("id", i)
          .put("name", one(8) ? "x" : NAMES.get(random.nextInt(NAMES.size())))
          .put("price", (double) (1 + random.nextInt(5)))
          .put("timestamp", timestamp);
    }
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }
}
