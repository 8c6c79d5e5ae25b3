package io.millrace.udfs.ontology.read;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.lint.Findings;
import io.millrace.udfs.ontology.lint.LintCode;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the computed properties of one type against its properties, and puts them in an order in
 * which each comes after those that it reads.
 */
final class Computations {
  /** What one expression may cost for one object; see {@link ExpressionCompiler#cost}. */
  private static final long MOST_STEPS = 10_000;

  private final Map<String, Property> properties;
  private final Map<String, CelType> variables = new HashMap<>();
  private final String path;
  private final Findings findings;
  private final List<String> order = new ArrayList<>();
  private final List<String> entered = new ArrayList<>();

  /**
   * @param path JSON pointer of the properties
   */
  Computations(PropertyGroup group, String path, Findings findings) {
    this.properties = new TreeMap<>(group.good());
    this.path = path;
    this.findings = findings;
    group.broken().forEach(name -> variables.put(name, SimpleType.DYN));
    properties.forEach((name, property) -> variables.put(name, property.domain().type().celType()));
    properties.replaceAll((name, property) -> compiled(property));
    properties.keySet().forEach(this::place);
  }

  /** All properties, those that are computed with their expressions. */
  Map<String, Property> properties() {
    return properties;
  }

  /** The computed ones, each after those that it reads. */
  List<String> order() {
    return order;
  }

  private Property compiled(Property property) {
    String source = property.source();
    if (source == null || property.from() != null) {
      // What an interface has was compiled, or reported, there.
      return property;
    }
    try {
      return property.compiled(compile(source, property.domain().type()));
    } catch (InvalidExpressionException e) {
      findings.add(
          LintCode.BAD_EXPRESSION, place(property, "/computed"), String.valueOf(e.getMessage()));
      return property;
    }
  }

  private Expression compile(String source, DataType type) throws InvalidExpressionException {
    long cost = ExpressionCompiler.cost(source);
    if (cost > MOST_STEPS) {
      throw new InvalidExpressionException(
          "Costs up to " + cost + " steps for each object; " + MOST_STEPS + " is the limit");
    }
    CelType other = alternative(type);
    try {
      return ExpressionCompiler.compile(source, variables, type.celType());
    } catch (InvalidExpressionException e) {
      if (other == null) {
        throw e;
      }
      try {
        return ExpressionCompiler.compile(source, variables, other);
      } catch (InvalidExpressionException again) {
        throw e;
      }
    }
  }

  /** What an expression may give as well, for it becomes the type without loss; null for none. */
  private static @Nullable CelType alternative(DataType type) {
    if (type == ScalarType.DOUBLE || type instanceof DecimalType) {
      return SimpleType.INT;
    }
    if (type == ScalarType.TIMESTAMP) {
      return SimpleType.TIMESTAMP;
    }
    return type == ScalarType.DURATION ? SimpleType.DURATION : null;
  }

  /** Depth first; what is met again on the way down is a cycle. */
  private void place(String name) {
    Property property = properties.get(name);
    if (property == null || !property.isComputed() || order.contains(name)) {
      return;
    }
    int met = entered.indexOf(name);
    if (met >= 0) {
      List<String> round = entered.subList(met, entered.size());
      if (round.stream().allMatch(this::inherited)) {
        return;
      }
      findings.add(
          LintCode.COMPUTED_CYCLE,
          place(property, "/computed"),
          "Is computed from itself: " + String.join(" → ", round) + " → " + name);
      return;
    }
    entered.add(name);
    Expression expression = property.computed();
    if (expression != null) {
      expression.variables().stream().sorted().forEach(this::place);
    }
    entered.remove(entered.size() - 1);
    order.add(name);
  }

  /** Then the interface has the cycle, where it is reported. */
  private boolean inherited(String name) {
    Property property = properties.get(name);
    return property != null && property.from() != null;
  }

  private String place(Property property, String below) {
    return path + "/" + property.name() + below;
  }
}
