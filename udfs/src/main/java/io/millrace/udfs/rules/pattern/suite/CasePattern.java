package io.millrace.udfs.rules.pattern.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.udfs.rules.pattern.nfa.Contiguity;
import io.millrace.udfs.rules.pattern.nfa.Pattern;
import io.millrace.udfs.rules.pattern.nfa.Quantifier;
import io.millrace.udfs.rules.pattern.nfa.Skip;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pattern of a case and its conditions. */
record CasePattern(Pattern pattern, List<CaseCondition> conditions) {

  static CasePattern read(JsonNode node) {
    List<CaseCondition> conditions = new ArrayList<>();
    only(node, "pattern", Set.of("stages", "withinMs", "withinType", "afterMatchSkip"));
    List<Stage> stages = stages(node.path("stages"), conditions);
    long within = node.path("withinMs").asLong(0);
    String type = node.path("withinType").asText("FIRST_AND_LAST");
    if (type.equals("PREVIOUS_AND_CURRENT")) {
      Stage last = stages.remove(stages.size() - 1);
      stages.add(withinPrevious(last, within));
      within = 0;
    } else if (!type.equals("FIRST_AND_LAST")) {
      throw new UnknownFeatureException("withinType " + type);
    }
    Pattern pattern = new Pattern(List.copyOf(stages), within, skip(node.path("afterMatchSkip")));
    return new CasePattern(pattern, List.copyOf(conditions));
  }

  private static Stage withinPrevious(Stage s, long within) {
    return new Stage(
        s.name(),
        s.contiguity(),
        s.where(),
        s.until(),
        s.quantifier(),
        s.optional(),
        s.greedy(),
        within,
        s.group());
  }

  private static List<Stage> stages(JsonNode nodes, List<CaseCondition> conditions) {
    List<Stage> stages = new ArrayList<>();
    for (JsonNode node : nodes) {
      stages.add(stage(node, conditions));
    }
    return stages;
  }

  private static Stage stage(JsonNode node, List<CaseCondition> conditions) {
    only(
        node,
        "stage",
        Set.of(
            "name",
            "contiguity",
            "where",
            "until",
            "quantifier",
            "optional",
            "greedy",
            "withinPreviousMs",
            "group"));
    JsonNode quantifier = node.path("quantifier");
    return new Stage(
        node.path("name").asText(),
        contiguity(node.path("contiguity").asText()),
        condition(node.get("where"), conditions),
        condition(node.get("until"), conditions),
        quantifier(quantifier),
        node.path("optional").asBoolean() || quantifier.path("min").asInt(1) == 0,
        node.path("greedy").asBoolean(),
        node.path("withinPreviousMs").asLong(0),
        stages(node.path("group"), conditions));
  }

  private static int condition(@Nullable JsonNode node, List<CaseCondition> conditions) {
    if (node == null || node.isNull()) {
      return Stage.NONE;
    }
    conditions.add(ExpressionReader.read(node));
    return conditions.size() - 1;
  }

  private static @Nullable Quantifier quantifier(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    only(node, "quantifier", Set.of("min", "max", "inner", "windowMs"));
    Quantifier.Inner inner =
        switch (node.path("inner").asText("relaxed")) {
          case "relaxed" -> Quantifier.Inner.RELAXED;
          case "consecutive" -> Quantifier.Inner.CONSECUTIVE;
          case "combinations" -> Quantifier.Inner.COMBINATIONS;
          default -> throw new UnknownFeatureException("inner " + node.path("inner"));
        };
    int max = node.hasNonNull("max") ? node.path("max").asInt() : Quantifier.UNBOUNDED;
    int min = Math.max(1, node.path("min").asInt(1));
    return new Quantifier(min, max, inner, node.path("windowMs").asLong(0));
  }

  private static Contiguity contiguity(String name) {
    return switch (name) {
      case "begin" -> Contiguity.BEGIN;
      case "next" -> Contiguity.NEXT;
      case "followedBy" -> Contiguity.FOLLOWED_BY;
      case "followedByAny" -> Contiguity.FOLLOWED_BY_ANY;
      case "notNext" -> Contiguity.NOT_NEXT;
      case "notFollowedBy" -> Contiguity.NOT_FOLLOWED_BY;
      default -> throw new UnknownFeatureException("contiguity " + name);
    };
  }

  private static Skip skip(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Skip.NONE;
    }
    only(node, "afterMatchSkip", Set.of("strategy", "stage", "throwOnMiss"));
    Skip.Strategy strategy =
        switch (node.path("strategy").asText()) {
          case "NO_SKIP" -> Skip.Strategy.NO_SKIP;
          case "SKIP_TO_NEXT" -> Skip.Strategy.TO_NEXT;
          case "SKIP_PAST_LAST_EVENT" -> Skip.Strategy.PAST_LAST_EVENT;
          case "SKIP_TO_FIRST" -> Skip.Strategy.TO_FIRST;
          case "SKIP_TO_LAST" -> Skip.Strategy.TO_LAST;
          default -> throw new UnknownFeatureException("skip strategy " + node.path("strategy"));
        };
    String stage = node.hasNonNull("stage") ? node.path("stage").asText() : null;
    return new Skip(strategy, stage, node.path("throwOnMiss").asBoolean());
  }

  private static void only(JsonNode node, String what, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new UnknownFeatureException(what + " field " + field);
              }
            });
  }
}
