package io.millrace.udfs.rules.pattern;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.pattern.nfa.Pattern;
import io.millrace.udfs.rules.pattern.nfa.Skip;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the pattern of a rule; gathers its conditions, equal ones once. */
final class PatternReader {
  private static final Map<String, Skip.Strategy> STRATEGIES =
      Map.of(
          "no-skip", Skip.Strategy.NO_SKIP,
          "skip-to-next", Skip.Strategy.TO_NEXT,
          "skip-past-last-event", Skip.Strategy.PAST_LAST_EVENT,
          "skip-to-first", Skip.Strategy.TO_FIRST,
          "skip-to-last", Skip.Strategy.TO_LAST);
  private final RuleReader reader;
  private final DocumentReader document;
  private final Set<String> names = new HashSet<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<StageCondition> stageConditions = new ArrayList<>();
  private final Map<String, String> sources = new LinkedHashMap<>();

  PatternReader(RuleReader reader, DocumentReader document) {
    this.reader = reader;
    this.document = document;
  }

  List<Condition> conditions() {
    return List.copyOf(conditions);
  }

  List<StageCondition> stageConditions() {
    return List.copyOf(stageConditions);
  }

  Map<String, String> sources() {
    return Map.copyOf(sources);
  }

  Pattern read() {
    document.only(Set.of("stages", "within", "withinType", "afterMatchSkip"));
    List<DocumentReader> stages = document.objectList("stages");
    names(stages);
    boolean first =
        document
            .oneOf(
                "withinType", List.of("first-and-last", "previous-and-current"), "first-and-last")
            .equals("first-and-last");
    long within = StageReader.millis(document, "within");
    StageReader each = new StageReader(this::condition);
    List<Stage> read = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      long previous = !first && i == stages.size() - 1 ? within : 0;
      read.add(each.read(stages.get(i), i == 0, previous));
    }
    return new Pattern(List.copyOf(read), first ? within : 0, skip());
  }

  private void names(List<DocumentReader> stages) {
    for (DocumentReader stage : stages) {
      String name = stage.textOrNull("name");
      if (name != null) {
        names.add(name);
      }
      names(stage.objectList("group"));
    }
  }

  private Skip skip() {
    DocumentReader skip = document.object("afterMatchSkip");
    skip.only(Set.of("strategy", "stage", "failOnMiss"));
    String strategy =
        skip.oneOf("strategy", STRATEGIES.keySet().stream().sorted().toList(), "no-skip");
    return new Skip(
        STRATEGIES.getOrDefault(strategy, Skip.Strategy.NO_SKIP),
        skip.textOrNull("stage"),
        skip.flag("failOnMiss", false));
  }

  /**
   * The condition in this field of a stage, as its place; {@link Stage#NONE} where there is none.
   */
  private int condition(DocumentReader at, String field, String label) {
    String source = at.textOrNull(field);
    if (source == null) {
      return Stage.NONE;
    }
    sources.put(label, source);
    List<ConditionText.Part> parts = ConditionText.parts(source, names);
    String event = joined(parts, true);
    String path = joined(parts, false);
    Map<String, TakenValue> taken = new HashMap<>();
    parts.forEach(part -> taken.putAll(part.taken()));
    PropertyExpression ofPath =
        path == null
            ? null
            : reader.expression(at, field, path, types(at, field, taken), SimpleType.BOOL);
    int ofEvent = event == null ? StageCondition.NONE : ofEvent(at, field, event);
    stageConditions.add(new StageCondition(ofEvent, ofPath, Map.copyOf(taken), source));
    return stageConditions.size() - 1;
  }

  private static @Nullable String joined(List<ConditionText.Part> parts, boolean event) {
    List<String> some =
        parts.stream()
            .filter(part -> part.taken().isEmpty() == event)
            .map(ConditionText.Part::source)
            .toList();
    return some.isEmpty() ? null : some.stream().collect(Collectors.joining("&&"));
  }

  private int ofEvent(DocumentReader at, String field, String source) {
    PropertyExpression expression = reader.expression(at, field, source, Map.of(), SimpleType.BOOL);
    if (expression == null) {
      return StageCondition.NONE;
    }
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).source().equals(source)) {
        return i;
      }
    }
    conditions.add(new Condition(expression));
    return conditions.size() - 1;
  }

  /** Types of what is asked of events taken; their properties must be known ones. */
  private Map<String, CelType> types(
      DocumentReader at, String field, Map<String, TakenValue> taken) {
    Map<String, CelType> types = new HashMap<>();
    taken.forEach(
        (variable, value) -> {
          types.put(
              variable,
              value.function() == TakenValue.Function.COUNT ? SimpleType.INT : SimpleType.DYN);
          if (value.property() != null) {
            reads(at, field, value.property());
          }
        });
    return types;
  }

  private void reads(DocumentReader at, String field, String property) {
    try {
      reader.variables(property);
      reader.reads(Set.of(property));
    } catch (InvalidExpressionException e) {
      at.problem(field, String.valueOf(e.getMessage()));
    }
  }
}
