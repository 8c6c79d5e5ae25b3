package io.millrace.jobs.rules.cep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes a case smaller as long as the engines still disagree about it. */
final class Shrinker {
  private static final List<String> STAGE_FIELDS =
      List.of("quantifier", "optional", "greedy", "until", "withinPreviousMs");
  private static final List<String> PATTERN_FIELDS = List.of("withinMs", "withinType");
  private final Predicate<ObjectNode> disagree;

  Shrinker(Predicate<ObjectNode> disagree) {
    this.disagree = disagree;
  }

  ObjectNode shrink(ObjectNode test) {
    ObjectNode smallest = test;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      for (int i = 0; i < changes(smallest).size(); i++) {
        ObjectNode copy = smallest.deepCopy();
        changes(copy).get(i).run();
        if (disagree.test(copy)) {
          smallest = copy;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Ways to make this case smaller, in the same order for equal cases. */
  private static List<Runnable> changes(ObjectNode test) {
    List<Runnable> changes = new ArrayList<>();
    ArrayNode events = (ArrayNode) test.path("events");
    each(events, i -> changes.add(() -> events.remove(i)));
    ObjectNode pattern = (ObjectNode) test.path("pattern");
    PATTERN_FIELDS.forEach(field -> drop(pattern, field, changes));
    drop(test, "expectedTimeouts", changes);
    drop(test, "time", changes);
    stages((ArrayNode) pattern.path("stages"), changes);
    return changes;
  }

  private static void stages(ArrayNode stages, List<Runnable> changes) {
    each(stages, i -> changes.add(() -> remove(stages, i)));
    for (JsonNode node : stages) {
      ObjectNode stage = (ObjectNode) node;
      STAGE_FIELDS.forEach(field -> drop(stage, field, changes));
      if (stage.path("group") instanceof ArrayNode group) {
        stages(group, changes);
      }
    }
  }

  private static void each(ArrayNode array, Consumer<Integer> change) {
    for (int i = array.size() - 1; i >= 0 && array.size() > 1; i--) {
      change.accept(i);
    }
  }

  private static void remove(ArrayNode stages, int place) {
    stages.remove(place);
    ((ObjectNode) stages.get(0)).put("contiguity", "begin");
  }

  private static void drop(ObjectNode from, String field, List<Runnable> changes) {
    if (from.has(field)) {
      changes.add(() -> from.remove(field));
    }
  }
}
