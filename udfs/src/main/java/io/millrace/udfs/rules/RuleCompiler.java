package io.millrace.udfs.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule. Conditions are CEL over the properties of one observation.
 *
 * <pre>{@code
 * {"id": "machine-overheat", "kind": "threshold", "objectType": "machine",
 *  "condition": "temperature > 95.0",
 *  "clear": "temperature < 85.0",        // default: the condition no longer holds
 *  "severity": "critical",               // info, warning (default) or critical
 *  "message": "{objectId}: {temperature} °C"}
 * }</pre>
 */
public final class RuleCompiler implements DefinitionCompiler<ThresholdRule> {
  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");
  private final PropertyTypes types;

  /**
   * @param types what conditions are checked against; a job, which may see a rule before the
   *     mapping that feeds it, takes {@link PropertyTypes#unknown()}
   */
  public RuleCompiler(PropertyTypes types) {
    this.types = types;
  }

  @Override
  public ThresholdRule compile(Definition definition) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(definition.getDocument());
    reader.only(
        Set.of(
            "id",
            "kind",
            "description",
            "objectType",
            "condition",
            "clear",
            "severity",
            "message"));
    String id = reader.id(definition, DocumentReader.ID);
    reader.text("kind");
    reader.oneOf("kind", List.of("threshold"), "");
    reader.textOrNull("description");
    String objectType = reader.matching("objectType", DocumentReader.ID);
    reader.text("condition");
    Condition condition = condition(reader, "condition", objectType);
    Condition clear = condition(reader, "clear", objectType);
    String severity = reader.oneOf("severity", SEVERITIES, "warning");
    String message = reader.textOrNull("message");
    reader.check();
    if (condition == null) {
      throw new IllegalStateException("A rule without condition passed its check");
    }
    return new ThresholdRule(
        id,
        definition.getVersion(),
        objectType,
        condition,
        clear,
        severity,
        new MessageTemplate(message == null ? id + ": {objectId}" : message));
  }

  private @Nullable Condition condition(DocumentReader reader, String field, String objectType) {
    String source = reader.textOrNull(field);
    if (source == null) {
      return null;
    }
    try {
      Map<String, CelType> variables = variables(source, objectType);
      return new Condition(ExpressionCompiler.compile(source, variables, SimpleType.BOOL));
    } catch (InvalidExpressionException e) {
      reader.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Map<String, CelType> variables(String source, String objectType)
      throws InvalidExpressionException {
    Map<String, CelType> known = types.of(objectType);
    Set<String> read = ExpressionCompiler.variables(source);
    if (known == null) {
      Map<String, CelType> dynamic = new HashMap<>();
      read.forEach(name -> dynamic.put(name, SimpleType.DYN));
      return dynamic;
    }
    for (String name : read) {
      if (!known.containsKey(name)) {
        throw new InvalidExpressionException(
            "'"
                + name
                + "' is no property of "
                + objectType
                + "; known are "
                + String.join(", ", new TreeSet<>(known.keySet())));
      }
    }
    return known;
  }
}
