package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The ways in which devices write what is no time. */
final class ValueNotations {
  static final Notation BOOLEAN = plain("boolean", FieldType.BOOLEAN, Boolean.class::isInstance);
  static final Notation LONG = plain("whole number", FieldType.LONG, Number.class::isInstance);
  static final Notation DOUBLE = plain("number", FieldType.DOUBLE, Number.class::isInstance);
  static final Notation STRING = plain("text", FieldType.STRING, String.class::isInstance);

  /** Whatever is a single value, as its text. */
  static final Notation MIXED =
      Notation.read(
          "values of several types, as text",
          PropertyType.of(FieldType.STRING),
          "string(@)",
          value -> value instanceof String || value instanceof Number || value instanceof Boolean);

  static final Notation DURATION =
      plain("ISO-8601 duration", FieldType.DURATION, text("P(?!$)[\\dDT.HMS]*"));

  /** No leading zero: what has one is a code. */
  private static final Predicate<Object> DIGITS =
      text("[+-]?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  static final List<Notation> NUMBERS_IN_TEXTS =
      List.of(
          Notation.read(
              "whole number in a text", PropertyType.of(FieldType.LONG), "parseNumber(@)", DIGITS),
          Notation.read(
              "number in a text", PropertyType.of(FieldType.DOUBLE), "parseNumber(@)", DIGITS),
          Notation.read(
              "number in a text, with a decimal comma",
              PropertyType.of(FieldType.DOUBLE),
              "parseNumber(@, ',')",
              text("[+-]?(0|[1-9]\\d*)(,\\d+)?")));

  static final List<Notation> BOOLEANS_IN_TEXTS =
      List.of(words("true", "false"), words("yes", "no"), words("on", "off"), words("y", "n"));

  static final Notation PLACE = plain("place on Earth", FieldType.GEO_POINT, value -> true);

  private ValueNotations() {}

  /** A list of elements that are all written so, as they are. */
  static Notation listOf(Notation element) {
    return Notation.plain(
        "list of: " + element.text(),
        new PropertyType(FieldType.LIST, element.type(), List.of()),
        List.class::isInstance);
  }

  static Notation enumOf(List<String> values) {
    return Notation.plain(
        "one of few texts",
        new PropertyType(FieldType.ENUM, null, values),
        String.class::isInstance);
  }

  private static Notation plain(String text, FieldType type, Predicate<Object> looks) {
    return Notation.plain(text, PropertyType.of(type), looks);
  }

  /** Other texts stay missing instead of becoming false. */
  private static Notation words(String yes, String no) {
    String template = "lookup(lower(trim(@)), {'%s': true, '%s': false})".formatted(yes, no);
    Map<String, Boolean> words = Map.of(yes, true, no, false);
    return Notation.read(
        yes + " or " + no,
        PropertyType.of(FieldType.BOOLEAN),
        template,
        value ->
            value instanceof String text
                && words.containsKey(text.strip().toLowerCase(Locale.ROOT)));
  }

  private static Predicate<Object> text(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return value -> value instanceof String text && pattern.matcher(text.strip()).matches();
  }
}
