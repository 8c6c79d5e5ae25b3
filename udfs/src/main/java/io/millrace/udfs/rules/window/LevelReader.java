package io.millrace.udfs.rules.window;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.RuleReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what must hold of aggregates: one condition, or one for each severity. */
final class LevelReader {
  /** Stands for the rule's own severity until that is read. */
  private static final String OWN = "";

  private final RuleReader reader;
  private final Map<String, CelType> variables = new HashMap<>();

  private LevelReader(RuleReader reader, List<Aggregate> aggregates) {
    this.reader = reader;
    variables.put(Judgement.COUNT, SimpleType.INT);
    variables.put(Judgement.START, SimpleType.INT);
    variables.put(Judgement.END, SimpleType.INT);
    for (Aggregate aggregate : aggregates) {
      variables.put(
          aggregate.name(), aggregate.function().whole() ? SimpleType.INT : SimpleType.DOUBLE);
    }
  }

  /** Empty where something is wrong. */
  static List<Level> read(RuleReader reader, List<Aggregate> aggregates) {
    return new LevelReader(reader, aggregates).read();
  }

  static List<Level> withSeverity(List<Level> levels, String severity) {
    return levels.stream()
        .map(l -> l.severity().equals(OWN) ? new Level(severity, l.having()) : l)
        .toList();
  }

  private List<Level> read() {
    DocumentReader document = reader.document();
    List<DocumentReader> elements = document.objectList("levels");
    if (document.has("having") == document.has("levels")) {
      document.problem("having", "Is required, or levels in its stead");
      return List.of();
    }
    if (document.has("levels") && elements.isEmpty()) {
      document.problem("levels", "Must not be empty");
    }
    List<Level> levels = new ArrayList<>();
    if (document.has("having")) {
      add(levels, document, OWN);
      return levels;
    }
    Set<String> severities = new HashSet<>();
    for (DocumentReader element : elements) {
      element.only(Set.of("severity", "having"));
      element.text("severity");
      element.text("having");
      String severity = reader.severity(element, OWN);
      if (!severities.add(severity)) {
        element.problem("severity", "'" + severity + "' has a level already");
      }
      add(levels, element, severity);
    }
    return levels.size() == elements.size() ? levels : List.of();
  }

  private void add(List<Level> levels, DocumentReader at, String severity) {
    PropertyExpression having = having(at);
    if (having != null) {
      levels.add(new Level(severity, having));
    }
  }

  private @Nullable PropertyExpression having(DocumentReader at) {
    String source = at.textOrNull("having");
    if (source == null) {
      return null;
    }
    try {
      return new PropertyExpression(
          source, ExpressionCompiler.compile(source, variables, SimpleType.BOOL));
    } catch (InvalidExpressionException e) {
      at.problem("having", String.valueOf(e.getMessage()));
      return null;
    }
  }
}
