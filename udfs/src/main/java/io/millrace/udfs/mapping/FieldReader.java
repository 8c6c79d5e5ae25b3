package io.millrace.udfs.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.unit.UnitConversion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a mapping, or the properties of an object or link in one. */
public final class FieldReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");
  private static final Set<String> KNOWN =
      Set.of(
          "expression",
          "type",
          "items",
          "values",
          "unit",
          "default",
          "required",
          "onFailure",
          "description");

  private FieldReader() {}

  /** The fields by name; whatever is wrong is noted. */
  static List<FieldRule> read(DocumentReader reader, ExpressionReader expressions) {
    if (reader.object("fields").objects().isEmpty()) {
      reader.problem("fields", "At least one field is required");
    }
    return read(reader.object("fields"), expressions, Set.of());
  }

  /**
   * The fields in an object; whatever is wrong is noted.
   *
   * @param besides what else a field may have, for the caller to read
   */
  public static List<FieldRule> read(
      DocumentReader fields, ExpressionReader expressions, Set<String> besides) {
    Set<String> known = new TreeSet<>(KNOWN);
    known.addAll(besides);
    List<FieldRule> rules = new ArrayList<>();
    fields
        .objects()
        .forEach(
            (name, field) -> {
              field.only(known);
              FieldRule rule = field(name, field, expressions);
              if (rule != null) {
                rules.add(rule);
              }
            });
    return List.copyOf(rules);
  }

  private static @Nullable FieldRule field(
      String name, DocumentReader field, ExpressionReader expressions) {
    if (!NAME.matcher(name).matches()) {
      field.problem("", "The name must match " + NAME);
    }
    field.textOrNull("description");
    boolean required = field.flag("required", false);
    boolean skips = field.oneOf("onFailure", List.of("refuse", "skip"), "refuse").equals("skip");
    if (required && skips) {
      field.problem("onFailure", "A required field cannot be skipped");
    }
    PropertyType type = type(field);
    Object otherwise = otherwise(field, type, required);
    String unit = unit(field, type);
    field.text("expression");
    Expression expression = expressions.read(field, "expression", SimpleType.DYN);
    return expression == null || type == null
        ? null
        : new FieldRule(name, expression, type, required, otherwise, skips, unit);
  }

  private static @Nullable PropertyType type(DocumentReader field) {
    FieldType kind = word(field, "type");
    if (kind == null) {
      return null;
    }
    boolean holds = kind == FieldType.LIST || kind == FieldType.MAP;
    FieldType element = holds ? word(field, "items") : null;
    if (!holds && field.value("items") != null) {
      field.problem("items", "Only a list or a map has items");
    }
    if (element != null && !element.scalar()) {
      field.problem("items", "Must be a single value, no " + element.word());
      return null;
    }
    boolean hasValues = kind == FieldType.ENUM || element == FieldType.ENUM;
    List<String> values = values(field, hasValues);
    if (!holds) {
      return new PropertyType(kind, null, values);
    }
    return element == null
        ? null
        : new PropertyType(kind, new PropertyType(element, null, values), List.of());
  }

  private static @Nullable FieldType word(DocumentReader field, String name) {
    field.text(name);
    return FieldType.named(field.oneOf(name, FieldType.words(), ""));
  }

  private static List<String> values(DocumentReader field, boolean wanted) {
    List<String> values = field.textList("values");
    if (wanted && values.isEmpty()) {
      field.problem("values", "An enum needs its values");
    }
    if (!wanted && field.value("values") != null) {
      field.problem("values", "Only an enum has values");
    }
    if (new HashSet<>(values).size() < values.size()) {
      field.problem("values", "Must have each value once");
    }
    return values;
  }

  private static @Nullable Object otherwise(
      DocumentReader field, @Nullable PropertyType type, boolean required) {
    Object literal = field.value("default");
    if (literal == null || type == null) {
      return null;
    }
    if (required) {
      field.problem("default", "A required field never takes its default");
    }
    Object cast = type.cast(literal);
    if (cast == null) {
      field.problem("default", "Must be " + type.text());
    }
    return cast;
  }

  private static @Nullable String unit(DocumentReader field, @Nullable PropertyType type) {
    String unit = field.textOrNull("unit");
    if (unit == null || type == null) {
      return unit;
    }
    PropertyType items = type.items();
    FieldType counted = items == null ? type.kind() : items.kind();
    if (!counted.number()) {
      field.problem("unit", "Only long and double have a unit");
    }
    try {
      UnitConversion.between(unit, unit);
    } catch (ExpressionException e) {
      field.problem("unit", String.valueOf(e.getMessage()));
    }
    return unit;
  }
}
