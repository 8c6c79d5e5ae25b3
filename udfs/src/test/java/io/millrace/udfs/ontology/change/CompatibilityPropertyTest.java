package io.millrace.udfs.ontology.change;

import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.ontology;
import static io.millrace.udfs.ontology.Documents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.check.ValueCheck;
import io.millrace.udfs.ontology.check.Violations;
import io.millrace.udfs.ontology.type.Domain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The classification of changes, held against what the checks of values really do. */
class CompatibilityPropertyTest {
  private static final List<Object> VALUES =
      List.of(
          "",
          "a",
          "ab",
          "abc",
          "x1",
          "on",
          "off",
          "2026-01-01",
          "2026-06-01",
          "12.5",
          "0.5",
          true,
          false,
          0L,
          1L,
          5L,
          12L,
          3_000_000_000L,
          -4L,
          0.5,
          12.25,
          1e9,
          99999.0,
          "2026-06-01T00:00:00Z",
          "PT5S",
          new GeoPoint(1.0, 2.0),
          List.of(),
          List.of("a"),
          List.of("a", "b", "on"),
          List.of(1L, 2L),
          List.of(1.0, 0.0),
          List.of(0.0, 0.0),
          List.of(1L),
          Map.of("a", 5L),
          Map.of());

  private final Random random = new Random(20261121);

  @Test
  void whatIsNotBreakingTakesAllThatWasTaken() {
    Map<Impact, Integer> seen = new EnumMap<>(Impact.class);
    for (int i = 0; i < 2_000; i++) {
      String before = type();
      String after = random.nextInt(3) == 0 ? type() : tweaked(before);
      if (!usable(before) || !usable(after)) {
        continue;
      }
      Impact impact = impact(before, after);
      seen.merge(impact, 1, Integer::sum);
      if (impact == Impact.BREAKING) {
        continue;
      }
      ValueCheck old = check(before);
      ValueCheck next = check(after);
      for (Object value : VALUES) {
        Object first = old.apply(value, new Violations());
        Object second = next.apply(value, new Violations());
        if (first != null) {
          assertThat(second).as("%s, then %s: %s", before, after, value).isNotNull();
          if (impact == Impact.SAFE) {
            assertThat(second).as("%s, then %s: %s", before, after, value).isEqualTo(first);
          }
        }
      }
    }
    assertThat(seen.keySet()).containsExactlyInAnyOrder(Impact.values());
    assertThat(seen.get(Impact.SAFE)).isGreaterThan(50);
    assertThat(seen.get(Impact.NEEDS_BACKFILL)).isGreaterThan(10);
  }

  @Test
  void aVersionAgainstItselfHasNoChanges() {
    for (int i = 0; i < 100; i++) {
      String document = document();
      if (reading(document).ontology() != null) {
        assertThat(OntologyDiff.between(ontology(document), ontology(document), List.of()))
            .as(document)
            .isEmpty();
      }
    }
  }

  @Test
  void anOptionalPropertyMoreIsSafeAndOneLessBreaks() {
    for (int i = 0; i < 100; i++) {
      String type = type();
      if (!usable(type)) {
        continue;
      }
      Ontology less = ontology(machine("'a': {'type': 'long'}"));
      Ontology more = ontology(machine("'a': {'type': 'long'}, 'b': {" + type + "}"));
      assertThat(OntologyDiff.between(less, more, List.of()))
          .extracting(Change::code, Change::impact)
          .containsExactly(tuple(ChangeCode.PROPERTY_ADDED, Impact.SAFE));
      assertThat(OntologyDiff.between(more, less, List.of()))
          .extracting(Change::code, Change::impact)
          .containsExactly(tuple(ChangeCode.PROPERTY_REMOVED, Impact.BREAKING));
    }
  }

  private static Impact impact(String before, String after) {
    return OntologyDiff.between(
            ontology(machine("'p': {" + before + "}")),
            ontology(machine("'p': {" + after + "}")),
            List.of())
        .stream()
        .map(Change::impact)
        .max(Impact::compareTo)
        .orElse(Impact.SAFE);
  }

  private static boolean usable(String type) {
    return reading(machine("'p': {" + type + "}")).ontology() != null;
  }

  private static ValueCheck check(String type) {
    Domain domain =
        ontology(machine("'p': {" + type + "}")).objectType("machine").property("p").domain();
    return ValueCheck.of(domain);
  }

  private String document() {
    List<String> properties = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      String flags = random.nextBoolean() ? ", 'required': true" : ", 'sensitive': true";
      properties.add("'p" + i + "': {" + type() + flags + "}");
    }
    properties.add("'sum': {'type': 'long', 'computed': '1 + 2'}");
    return machine(String.join(", ", properties));
  }

  /** The same type with a number in it moved, or a word more or less. */
  private String tweaked(String type) {
    return switch (random.nextInt(5)) {
      case 0 -> type.replace("integer", "long");
      case 1 -> type.replace("'on'", "'on', 'off'");
      case 2 -> type.replace("'on', 'off'", "'on'");
      case 3 -> type.replaceAll("'type': 'enum', 'values': \\[[^]]*\\]", "'type': 'string'");
      default -> moved(type);
    };
  }

  private String moved(String type) {
    StringBuilder text = new StringBuilder(type);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i)) && random.nextBoolean()) {
        text.setCharAt(i, (char) ('1' + random.nextInt(9)));
      }
    }
    return text.toString();
  }

  private String type() {
    return switch (random.nextInt(10)) {
      case 0 -> "'type': 'string'" + some("minLength", 3) + some("maxLength", 4);
      case 1 -> "'type': 'integer'" + some("minimum", 9) + some("maximum", 20);
      case 2 -> "'type': 'long'" + some("minimum", 9) + some("maximum", 20);
      case 3 -> "'type': 'double'" + some("minimum", 9);
      case 4 -> "'type': 'decimal', 'precision': 9" + some("scale", 4) + some("minimum", 9);
      case 5 -> "'type': 'enum', 'values': ['on'" + (random.nextBoolean() ? ", 'off']" : "]");
      case 6 -> "'type': 'list', 'items': {" + single() + "}" + some("maxItems", 4);
      case 7 -> "'type': 'map', 'items': {" + single() + "}" + some("minItems", 2);
      case 8 -> "'type': 'vector', 'dims': 2, 'similarity': '" + similarity() + "'";
      default ->
          "'type': '"
              + List.of("date", "timestamp", "duration", "boolean", "geo-point")
                  .get(random.nextInt(5))
              + "'";
    };
  }

  private String single() {
    return switch (random.nextInt(4)) {
      case 0 -> "'type': 'integer'" + some("minimum", 9);
      case 1 -> "'type': 'string'" + some("maxLength", 4);
      case 2 -> "'type': 'decimal'" + some("scale", 3);
      default -> "'type': 'enum', 'values': ['a', 'b'" + (random.nextBoolean() ? ", 'on']" : "]");
    };
  }

  private String similarity() {
    return List.of("cosine", "dot-product", "l2-norm").get(random.nextInt(3));
  }

  private String some(String constraint, int below) {
    return random.nextBoolean() ? "" : ", '" + constraint + "': " + random.nextInt(below);
  }
}
