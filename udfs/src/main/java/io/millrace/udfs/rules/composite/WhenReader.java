package io.millrace.udfs.rules.composite;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.rules.RuleReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what must hold over the inputs. All forms become one CEL expression over the number of keys
 * with an open alert: {@code all} of a and b is {@code a > 0 && b > 0}.
 */
final class WhenReader {
  /**
   * The inputs that {@code suppress} stands for: the alert that is passed on, and what mutes it.
   */
  static final List<String> SUPPRESS = List.of("alert", "during");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,99}");
  private static final List<String> FORMS = List.of("when", "all", "any", "atLeast", "suppress");

  private final DocumentReader document;
  private final Set<String> names;
  private final Set<String> unless;
  private String source = "";
  private @Nullable Expression expression;

  private WhenReader(DocumentReader document, Set<String> names) {
    this.document = document;
    this.names = names;
    this.unless = new HashSet<>(document.textList("unless"));
  }

  static WhenReader read(DocumentReader document, Set<String> names) {
    WhenReader when = new WhenReader(document, names);
    when.read();
    return when;
  }

  String source() {
    return source;
  }

  /** Null where something is wrong. */
  @Nullable Expression expression() {
    return expression;
  }

  boolean suppresses(String name) {
    return unless.contains(name) || document.has("suppress") && name.equals(SUPPRESS.get(1));
  }

  private void read() {
    for (String name : names) {
      if (!document.has("suppress") && !NAME.matcher(name).matches()) {
        document.problem("inputs", "'" + name + "' must match " + NAME);
        return;
      }
    }
    List<String> forms = FORMS.stream().filter(document::has).toList();
    if (forms.size() != 1) {
      document.problem("when", "One of these is required: " + String.join(", ", FORMS));
      return;
    }
    known("unless", List.copyOf(unless));
    String positive = positive(forms.get(0));
    if (positive != null) {
      String negative =
          unless.stream()
              .sorted()
              .map(name -> " && " + name + " == 0")
              .collect(Collectors.joining());
      source = negative.isEmpty() ? positive : "(" + positive + ")" + negative;
      compile(forms.get(0));
    }
  }

  private @Nullable String positive(String form) {
    return switch (form) {
      case "when" -> document.textOrNull("when");
      case "all" -> joined(document.textList("all"), "all", " && ");
      case "any" -> joined(document.textList("any"), "any", " || ");
      case "suppress" -> "alert > 0 && during == 0";
      default -> atLeast(document.object("atLeast"));
    };
  }

  private @Nullable String joined(List<String> inputs, String field, String operator) {
    if (inputs.isEmpty() || !known(field, inputs)) {
      return null;
    }
    return inputs.stream().map(name -> name + " > 0").collect(Collectors.joining(operator));
  }

  private @Nullable String atLeast(DocumentReader atLeast) {
    atLeast.only(Set.of("count", "of"));
    List<String> of = atLeast.textList("of");
    int count = atLeast.count("count", 1, Math.max(1, of.size()), 0);
    if (count == 0 || of.isEmpty()) {
      atLeast.problem("", "Needs count and of");
      return null;
    }
    if (!known("atLeast/of", of)) {
      return null;
    }
    String sum =
        of.stream().map(name -> "(" + name + " > 0 ? 1 : 0)").collect(Collectors.joining(" + "));
    return sum + " >= " + count;
  }

  private boolean known(String field, List<String> inputs) {
    List<String> unknown = new ArrayList<>(inputs);
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      document.problem(field, "No input has the name " + String.join(", ", unknown));
    }
    return unknown.isEmpty();
  }

  private void compile(String form) {
    Map<String, CelType> variables = new HashMap<>();
    Map<String, Long> nothing = new HashMap<>();
    for (String name : names) {
      variables.put(name, SimpleType.INT);
      nothing.put(name, 0L);
    }
    try {
      RuleReader.checkCost(source);
      Expression compiled = ExpressionCompiler.compile(source, variables, SimpleType.BOOL);
      if (compiled.test(nothing)) {
        document.problem(form, "Holds while no alert is open: it would never be asked");
      }
      expression = compiled;
    } catch (InvalidExpressionException | ExpressionException e) {
      document.problem(form, String.valueOf(e.getMessage()));
    }
  }
}
