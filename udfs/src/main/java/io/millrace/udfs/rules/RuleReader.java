package io.millrace.udfs.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.schemas.avro.Definition;
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
 * A rule's document and what is common to all kinds. Whatever is compiled through it is checked
 * against the object type, and counts among what the rule reads.
 */
public final class RuleReader {
  /** Fields that rules of all kinds have. */
  static final Set<String> COMMON =
      Set.of(
          "id",
          "kind",
          "description",
          "objectType",
          "by",
          "order",
          "disorder",
          "late",
          "onChange",
          "onError",
          "mode",
          "shadow",
          "severity",
          "message");

  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");

  /** What one expression may cost for one event; see {@link ExpressionCompiler#cost}. */
  private static final long MOST_STEPS = 10_000;

  private final DocumentReader reader;
  private final Definition definition;
  private final String id;
  private final String kind;
  private final String objectType;
  private final @Nullable Map<String, CelType> known;
  private final Set<String> reads = new TreeSet<>();

  RuleReader(DocumentReader reader, Definition definition, String kind, PropertyTypes types) {
    this.reader = reader;
    this.definition = definition;
    this.kind = kind;
    this.id = reader.id(definition, DocumentReader.ID);
    this.objectType = reader.matching("objectType", DocumentReader.ID);
    // Composite rules read alerts, whose values no mapping describes.
    this.known = kind.equals("composite") ? null : types.of(objectType);
    reader.textOrNull("description");
  }

  /** The whole document, to read the fields of a kind. */
  public DocumentReader document() {
    return reader;
  }

  /** What all rules have; called once, after all expressions are compiled. */
  public RuleHead head(RuleHead.Mode usual) {
    String order = reader.oneOf("order", List.of("arrival", "event-time"), "arrival");
    String onChange = reader.oneOf("onChange", List.of("carry", "drain", "reset"), "carry");
    String onError = reader.oneOf("onError", List.of("report", "stop"), "report");
    String mode =
        reader.oneOf(
            "mode", List.of("state", "each"), usual.name().toLowerCase(java.util.Locale.ROOT));
    var disorder = reader.duration("disorder");
    String message = reader.textOrNull("message");
    MessageTemplate template = new MessageTemplate(message == null ? id + ": {objectId}" : message);
    PropertyExpression by = expression(reader, "by", SimpleType.DYN);
    reads.addAll(template.reads());
    return new RuleHead(
        id,
        definition.getVersion(),
        kind,
        objectType,
        by,
        order.equals("arrival") ? RuleHead.Order.ARRIVAL : RuleHead.Order.EVENT_TIME,
        disorder == null ? 0 : disorder.toMillis(),
        RuleHead.OnChange.valueOf(upper(onChange, "CARRY", List.of("carry", "drain", "reset"))),
        onError.equals("stop") ? RuleHead.OnError.STOP : RuleHead.OnError.REPORT,
        mode.equals("each") ? RuleHead.Mode.EACH : RuleHead.Mode.STATE,
        reader.flag("shadow", false),
        severity(reader, "warning"),
        template,
        Set.copyOf(reads),
        effectiveAt());
  }

  /** Of a definition that names no time: for all that it sees. */
  private long effectiveAt() {
    var at = definition.getEffectiveAt();
    return at == null ? Long.MIN_VALUE : at.toEpochMilli();
  }

  /** One of the severities. */
  public String severity(DocumentReader at, String otherwise) {
    return at.oneOf("severity", SEVERITIES, otherwise);
  }

  /** The condition in this field; null where it is absent or wrong. */
  public @Nullable Condition condition(DocumentReader at, String field) {
    PropertyExpression expression = expression(at, field, SimpleType.BOOL);
    return expression == null ? null : new Condition(expression);
  }

  /** The expression in this field; null where it is absent or wrong. */
  public @Nullable PropertyExpression expression(DocumentReader at, String field, CelType result) {
    String source = at.textOrNull(field);
    return source == null ? null : expression(at, field, source, Map.of(), result);
  }

  /**
   * An expression from what is written in this field; null where it is wrong.
   *
   * @param source what of the field is this expression
   * @param others what it may read beside properties
   */
  public @Nullable PropertyExpression expression(
      DocumentReader at, String field, String source, Map<String, CelType> others, CelType result) {
    try {
      checkCost(source);
      Map<String, CelType> variables = variables(source, others);
      var expression = ExpressionCompiler.compile(source, variables, result);
      expression.variables().stream().filter(v -> !others.containsKey(v)).forEach(reads::add);
      return new PropertyExpression(source, expression);
    } catch (InvalidExpressionException e) {
      at.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void checkCost(String source) throws InvalidExpressionException {
    long cost = ExpressionCompiler.cost(source);
    if (cost > MOST_STEPS) {
      throw new InvalidExpressionException(
          "Costs up to " + cost + " steps for each event; " + MOST_STEPS + " is the limit");
    }
  }

  /**
   * Types of the properties that an expression reads; dynamic where nothing is known of the object
   * type.
   *
   * @throws InvalidExpressionException if it names a property that the type does not have
   */
  public Map<String, CelType> variables(String source) throws InvalidExpressionException {
    return variables(source, Map.of());
  }

  private Map<String, CelType> variables(String source, Map<String, CelType> others)
      throws InvalidExpressionException {
    Set<String> read = ExpressionCompiler.variables(source);
    Map<String, CelType> variables = new HashMap<>(known == null ? Map.of() : known);
    if (known == null) {
      read.forEach(name -> variables.put(name, SimpleType.DYN));
    }
    variables.putAll(others);
    for (String name : read) {
      if (known != null && !variables.containsKey(name)) {
        throw new InvalidExpressionException(
            "'"
                + name
                + "' is no property of "
                + objectType
                + "; known are "
                + String.join(", ", new TreeSet<>(known.keySet())));
      }
    }
    return variables;
  }

  /** Counts properties among those that the rule reads, for expressions compiled elsewhere. */
  public void reads(Set<String> names) {
    reads.addAll(names);
  }

  private static String upper(String word, String otherwise, List<String> words) {
    return words.contains(word) ? word.toUpperCase(java.util.Locale.ROOT) : otherwise;
  }
}
