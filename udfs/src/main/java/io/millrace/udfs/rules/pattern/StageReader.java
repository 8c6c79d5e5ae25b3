package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.rules.pattern.nfa.Contiguity;
import io.millrace.udfs.rules.pattern.nfa.Quantifier;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the stages of a pattern. */
final class StageReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");
  private static final int MOST = 1_000;
  private static final Map<String, Contiguity> CONTIGUITY =
      Map.of(
          "begin", Contiguity.BEGIN,
          "next", Contiguity.NEXT,
          "followedBy", Contiguity.FOLLOWED_BY,
          "followedByAny", Contiguity.FOLLOWED_BY_ANY,
          "notNext", Contiguity.NOT_NEXT,
          "notFollowedBy", Contiguity.NOT_FOLLOWED_BY);
  private final ConditionReader conditions;

  /** Reads the condition in a field of a stage. */
  @FunctionalInterface
  interface ConditionReader {
    /**
     * Its place.
     *
     * @param label for people
     */
    int read(DocumentReader at, String field, String label);
  }

  StageReader(ConditionReader conditions) {
    this.conditions = conditions;
  }

  /**
   * Reads a stage.
   *
   * @param withinPrevious of the pattern, for this stage: milliseconds, 0 for none
   */
  Stage read(DocumentReader at, boolean first, long withinPrevious) {
    at.only(
        Set.of(
            "name",
            "contiguity",
            "where",
            "until",
            "quantifier",
            "optional",
            "greedy",
            "withinPrevious",
            "group"));
    String name = at.matching("name", NAME);
    List<Stage> group = new ArrayList<>();
    for (DocumentReader member : at.objectList("group")) {
      group.add(read(member, group.isEmpty(), 0));
    }
    if (!group.isEmpty() && at.has("where")) {
      at.problem("where", "A group has no condition of its own");
    }
    String contiguity =
        at.oneOf(
            "contiguity",
            CONTIGUITY.keySet().stream().sorted().toList(),
            first ? "begin" : "followedBy");
    long own = millis(at, "withinPrevious");
    DocumentReader quantifier = at.object("quantifier");
    return new Stage(
        name,
        CONTIGUITY.getOrDefault(contiguity, Contiguity.FOLLOWED_BY),
        conditions.read(at, "where", name),
        conditions.read(at, "until", name + ".until"),
        at.has("quantifier") ? quantifier(quantifier) : null,
        at.flag("optional", false) || at.has("quantifier") && least(quantifier) == 0,
        at.flag("greedy", false),
        own == 0 ? withinPrevious : own,
        List.copyOf(group));
  }

  private static int least(DocumentReader quantifier) {
    return quantifier.count("min", 0, MOST, 1);
  }

  private static Quantifier quantifier(DocumentReader at) {
    at.only(Set.of("min", "max", "inner", "window"));
    String inner = at.oneOf("inner", List.of("relaxed", "consecutive", "combinations"), "relaxed");
    int min = Math.max(1, least(at));
    int max = at.has("max") ? at.count("max", 1, MOST, min) : Quantifier.UNBOUNDED;
    return new Quantifier(min, max, inner(inner), millis(at, "window"));
  }

  private static Quantifier.Inner inner(String name) {
    return switch (name) {
      case "consecutive" -> Quantifier.Inner.CONSECUTIVE;
      case "combinations" -> Quantifier.Inner.COMBINATIONS;
      default -> Quantifier.Inner.RELAXED;
    };
  }

  /** A time in milliseconds, 0 where there is none; a time of nothing is refused. */
  static long millis(DocumentReader at, String field) {
    @Nullable Duration duration = at.duration(field);
    if (duration != null && duration.toMillis() < 1) {
      at.problem(field, "Must be a millisecond or more");
    }
    return duration == null ? 0 : duration.toMillis();
  }
}
