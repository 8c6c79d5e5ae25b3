package io.millrace.udfs.ontology.read;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields describe which type. */
final class TypeFields {
  static final String TYPE = "type";
  static final String ITEMS = "items";
  static final String UNIT = "unit";

  private static final List<String> NUMBER = List.of(TYPE, UNIT, "minimum", "maximum");
  private static final List<String> RANGE = List.of(TYPE, "minimum", "maximum");
  private static final List<String> CONTAINER = List.of(TYPE, ITEMS, "minItems", "maxItems");

  private static final Map<String, List<String>> BY_WORD =
      Map.ofEntries(
          Map.entry("string", List.of(TYPE, "pattern", "minLength", "maxLength")),
          Map.entry("boolean", List.of(TYPE)),
          Map.entry("integer", NUMBER),
          Map.entry("long", NUMBER),
          Map.entry("double", NUMBER),
          Map.entry("decimal", List.of(TYPE, UNIT, "minimum", "maximum", "precision", "scale")),
          Map.entry("timestamp", RANGE),
          Map.entry("date", RANGE),
          Map.entry("duration", RANGE),
          Map.entry("geo-point", List.of(TYPE)),
          Map.entry("list", CONTAINER),
          Map.entry("map", CONTAINER),
          Map.entry("enum", List.of(TYPE, "values")),
          Map.entry("vector", List.of(TYPE, "dims", "similarity")));

  /** The names of types, as documents have them. */
  static final List<String> WORDS =
      List.of(
          "string",
          "boolean",
          "integer",
          "long",
          "double",
          "decimal",
          "timestamp",
          "date",
          "duration",
          "geo-point",
          "list",
          "map",
          "enum",
          "vector");

  /** All fields that describe some type. */
  static final List<String> ALL =
      BY_WORD.values().stream().flatMap(List::stream).distinct().sorted().toList();

  private TypeFields() {}

  static Set<String> of(String word) {
    return Set.copyOf(BY_WORD.getOrDefault(word, List.of()));
  }
}
