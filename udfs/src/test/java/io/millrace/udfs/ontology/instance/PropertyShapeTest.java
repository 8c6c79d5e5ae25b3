package io.millrace.udfs.ontology.instance;

import static io.millrace.udfs.ontology.Documents.document;
import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.ontology;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.GeoPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects held against the ontology: first what an event brings, then the whole. */
class PropertyShapeTest {
  private static PropertyShape shape(String properties) {
    return Shapes.of(ontology(machine(properties))).object("machine").properties();
  }

  private static final PropertyShape PLAIN =
      shape(
          """
          'price': {'type': 'decimal', 'scale': 2, 'required': true},
          'count': {'type': 'integer', 'default': 1},
          'note': {'type': 'string'},
          'card': {'type': 'string', 'sensitive': true, 'pattern': '[0-9]+'},
          'total': {'type': 'decimal', 'scale': 2, 'computed': 'price * double(count)'},
          'half': {'type': 'decimal', 'scale': 1, 'computed': 'total / 2.0'},
          'share': {'type': 'long', 'computed': '100 / count'}""");

  @Test
  void whatAnEventBringsIsBroughtIntoForm() {
    Checked checked = PLAIN.check(Map.of("price", 12L, "count", 3.0));
    assertThat(checked.violations()).isEmpty();
    assertThat(checked.values()).isEqualTo(Map.of("price", "12.00", "count", 3L));
  }

  @Test
  void whatIsWrongIsLeftOutAndTheRestStands() {
    Checked checked = PLAIN.check(Map.of("price", "a lot", "count", 2L, "colour", "red"));
    assertThat(checked.values()).isEqualTo(Map.of("count", 2L));
    assertThat(codes(checked)).containsExactly("unknown-property /colour", "wrong-type /price");
  }

  @Test
  void nobodySetsWhatIsComputed() {
    assertThat(codes(PLAIN.check(Map.of("total", 5L)))).containsExactly("computed /total");
  }

  @Test
  void onlyWhatIsNotRequiredCanBeTakenAway() {
    Map<String, Object> values = new HashMap<>();
    values.put("note", null);
    values.put("count", null);
    values.put("price", null);
    Checked checked = PLAIN.check(values);
    assertThat(codes(checked)).containsExactly("required /price");
    assertThat(checked.values()).containsOnlyKeys("note", "count").containsEntry("note", null);
  }

  @Test
  void theWholeHasDefaultsAndWhatIsComputed() {
    Checked whole = PLAIN.complete(Map.of("id", "a", "price", "2.25"));
    assertThat(whole.violations()).isEmpty();
    assertThat(whole.values())
        .isEqualTo(
            Map.of(
                "id", "a", "price", "2.25", "count", 1L, "total", "2.25", "half", "1.1", "share",
                100L));
  }

  @Test
  void theSamePropertiesGiveTheSameObjectHoweverOften() {
    Map<String, Object> once = PLAIN.complete(Map.of("id", "a", "price", "2.25")).values();
    assertThat(PLAIN.complete(once).values()).isEqualTo(once);
    Map<String, Object> changed = new HashMap<>(once);
    changed.put("count", 4L);
    assertThat(PLAIN.complete(changed).values())
        .containsEntry("total", "9.00")
        .containsEntry("half", "4.5")
        .containsEntry("share", 25L);
  }

  @Test
  void whatIsRequiredAndMissingIsSaid() {
    assertThat(codes(PLAIN.complete(Map.of("count", 1L))))
        .containsExactly("required /id", "required /price");
  }

  @Test
  void whatLacksAnInputIsNotThereAndWhatFailsIsSaid() {
    Checked whole = PLAIN.complete(Map.of("id", "a", "price", "1.00", "count", 0L));
    assertThat(codes(whole)).containsExactly("computation-failed /share");
    assertThat(whole.values()).doesNotContainKey("share").containsEntry("total", "0.00");
    assertThat(PLAIN.complete(Map.of("id", "a")).values()).doesNotContainKeys("total", "half");
  }

  @Test
  void whatIsComputedMustSatisfyItsDomain() {
    PropertyShape shape =
        shape("'a': {'type': 'long'}, 'b': {'type': 'integer', 'computed': 'a * a'}");
    assertThat(codes(shape.complete(Map.of("id", "x", "a", 100_000L))))
        .containsExactly("wrong-type /b");
  }

  @Test
  void expressionsSeePlacesDecimalsAndMissingValues() {
    PropertyShape shape =
        shape(
            """
            'at': {'type': 'geo-point'},
            'prices': {'type': 'list', 'items': 'decimal'},
            'costs': {'type': 'map', 'items': 'decimal'},
            'begin': {'type': 'timestamp'}, 'end': {'type': 'timestamp'},
            'north': {'type': 'boolean', 'computed': 'at.lat > 0.0'},
            'dear': {'type': 'boolean', 'computed': 'prices.exists(p, p > 10.0)'},
            'rent': {'type': 'double', 'computed': 'coalesce(costs.rent, 0.0)'},
            'took': {'type': 'duration', 'computed': 'timestamp(end) - timestamp(begin)'}""");
    Map<String, Object> values =
        Map.of(
            "id",
            "a",
            "at",
            new GeoPoint(52.5, 13.4),
            "prices",
            List.of("9.99", "10.01"),
            "costs",
            Map.of("rent", "700"),
            "begin",
            "2026-11-21T16:00:00Z",
            "end",
            "2026-11-21T16:00:01.5Z");
    Checked whole = shape.complete(values);
    assertThat(whole.violations()).isEmpty();
    assertThat(whole.values())
        .containsEntry("north", true)
        .containsEntry("dear", true)
        .containsEntry("rent", 700.0)
        .containsEntry("took", 1500L)
        .containsEntry("at", new GeoPoint(52.5, 13.4));
    assertThat(shape.complete(Map.of("id", "a", "costs", Map.of())).values())
        .containsEntry("rent", 0.0);
  }

  @Test
  void linksHavePropertiesToo() {
    LinkShape link =
        Shapes.of(
                ontology(
                    document(
                        """
                        'objectTypes': {'a': {'primaryKey': 'id',
                          'properties': {'id': {'type': 'string'}}}},
                        'linkTypes': {'l': {'source': 'a', 'target': 'a', 'cardinality': 'n:m',
                          'properties': {'x': {'type': 'long', 'required': true},
                                         'y': {'type': 'long', 'computed': 'x * 2'}}}}""")))
            .link("l");
    assertThat(link.properties().complete(Map.of("x", 2L)).values())
        .isEqualTo(Map.of("x", 2L, "y", 4L));
    assertThat(codes(link.properties().complete(Map.of()))).containsExactly("required /x");
  }

  @Test
  void whatTheOntologyLacksHasNoShape() {
    Shapes shapes = Shapes.of(ontology(machine("'a': {'type': 'long'}")));
    assertThat(shapes.object("pump")).isNull();
    assertThat(shapes.link("pump")).isNull();
  }

  private static List<String> codes(Checked checked) {
    return checked.violations().stream()
        .map(v -> v.code().code() + " " + v.path())
        .sorted()
        .toList();
  }
}
