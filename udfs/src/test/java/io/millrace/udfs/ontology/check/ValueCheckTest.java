package io.millrace.udfs.ontology.check;

import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.ontology;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.udfs.ontology.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCheckTest {
  private static final double EXACT = 1L << 53;

  @Test
  void eachTypeTakesWhatIsNotLossy() {
    takes("'type': 'string'", 7L, "7");
    takes("'type': 'boolean'", true, true);
    takes("'type': 'integer'", 2147483647L, 2147483647L);
    takes("'type': 'integer'", 3.0, 3L);
    takes("'type': 'long'", 3000000000L, 3000000000L);
    takes("'type': 'double'", 3L, 3.0);
    takes("'type': 'timestamp'", "2026-11-21T17:00:00+01:00", "2026-11-21T16:00:00Z");
    takes("'type': 'timestamp'", 0L, "1970-01-01T00:00:00Z");
    takes("'type': 'date'", "2024-02-29", "2024-02-29");
    takes("'type': 'duration'", "PT1M30S", 90_000L);
    takes("'type': 'geo-point'", List.of(13.4, 52.5), new GeoPoint(52.5, 13.4));
    takes("'type': 'enum', 'values': ['on', 'off']", "on", "on");
    takes("'type': 'list', 'items': 'date'", List.of("2024-02-29"), List.of("2024-02-29"));
    takes("'type': 'map', 'items': 'integer'", Map.of("a", 1.0), Map.of("a", 1L));
    takes("'type': 'vector', 'dims': 2", List.of(1L, 0.5), List.of(1.0, 0.5));
  }

  @Test
  void eachTypeRefusesTheRest() {
    refuses("'type': 'string'", 7.5, "wrong-type");
    refuses("'type': 'boolean'", "true", "wrong-type");
    refuses("'type': 'integer'", 2147483648L, "wrong-type");
    refuses("'type': 'integer'", "7", "wrong-type");
    refuses("'type': 'long'", EXACT, "wrong-type");
    refuses("'type': 'double'", Double.NaN, "wrong-type");
    refuses("'type': 'timestamp'", "2026-11-21T17:00:00", "wrong-type");
    refuses("'type': 'timestamp'", "0000-12-31T23:59:59Z", "wrong-type");
    refuses("'type': 'date'", "2026-02-29", "wrong-type");
    refuses("'type': 'date'", "0000-01-01", "wrong-type");
    refuses("'type': 'date'", "2026-11-21T17:00:00Z", "wrong-type");
    refuses("'type': 'duration'", "P1M", "wrong-type");
    refuses("'type': 'geo-point'", List.of(13.4, 92.5), "wrong-type");
    refuses("'type': 'enum', 'values': ['on', 'off']", "ON", "not-in-enum");
    refuses("'type': 'list', 'items': 'date'", "2024-02-29", "wrong-type");
    refuses("'type': 'map', 'items': 'integer'", List.of(1L), "wrong-type");
    refuses("'type': 'vector', 'dims': 2", List.of(1.0), "wrong-length");
    refuses("'type': 'vector', 'dims': 2", "1,2", "wrong-type");
    refuses("'type': 'vector', 'dims': 2", List.of(0.0, 0.0), "out-of-range");
    refuses(
        "'type': 'vector', 'dims': 2, 'similarity': 'dot-product'",
        List.of(1.0, 1.0),
        "out-of-range");
  }

  @ParameterizedTest
  @CsvSource({
    "12.5, 12.50",
    "-0, 0.00",
    "1e2, 100.00",
    "99999.99, 99999.99",
    "0.10, 0.10",
    "007, 7.00"
  })
  void equalDecimalsAreEqualTexts(String written, String text) {
    takes("'type': 'decimal', 'precision': 7, 'scale': 2", written, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100000", "99999.995", "0.001", "1e999999999", "-1e2147483647"})
  void aDecimalThatDoesNotFitIsRefused(String written) {
    refuses("'type': 'decimal', 'precision': 7, 'scale': 2", written, "out-of-range");
    refuses("'type': 'decimal', 'precision': 2", written, "out-of-range");
  }

  @Test
  void aDecimalWithoutScaleHasTheDecimalsThatItNeeds() {
    takes("'type': 'decimal'", "12.50", "12.5");
    takes("'type': 'decimal'", 1e2, "100");
    takes("'type': 'decimal', 'precision': 3", 0.25, "0.25");
    refuses("'type': 'decimal', 'precision': 3", 0.2500001, "out-of-range");
    refuses("'type': 'decimal'", "1e-39", "out-of-range");
    refuses("'type': 'decimal'", "twelve", "wrong-type");
    refuses("'type': 'decimal'", "1".repeat(101), "wrong-type");
    refuses("'type': 'decimal'", Double.POSITIVE_INFINITY, "wrong-type");
    refuses("'type': 'decimal'", true, "wrong-type");
  }

  @Test
  void constraintsHold() {
    takes("'type': 'string', 'pattern': '[a-z]+'", "abc", "abc");
    refuses("'type': 'string', 'pattern': '[a-z]+'", "abc1", "pattern-mismatch");
    takes("'type': 'string', 'maxLength': 2", "\uD83D\uDE00x", "\uD83D\uDE00x");
    refuses("'type': 'string', 'minLength': 2, 'maxLength': 3", "a", "wrong-length");
    refuses("'type': 'string', 'minLength': 2, 'maxLength': 3", "abcd", "wrong-length");
    takes("'type': 'long', 'minimum': 1, 'maximum': 3", 1L, 1L);
    refuses("'type': 'long', 'minimum': 1, 'maximum': 3", 0L, "out-of-range");
    refuses("'type': 'long', 'minimum': 1, 'maximum': 3", 4L, "out-of-range");
    refuses("'type': 'double', 'minimum': 0.5", 0.25, "out-of-range");
    refuses("'type': 'decimal', 'minimum': 9", "10.5", null);
    refuses("'type': 'decimal', 'minimum': 11", "10.5", "out-of-range");
    refuses("'type': 'duration', 'maximum': 'PT1H'", 3_600_001L, "out-of-range");
    refuses("'type': 'date', 'minimum': '2000-01-01'", "1999-12-31", "out-of-range");
    refuses("'type': 'list', 'items': 'long', 'maxItems': 1", List.of(1L, 2L), "wrong-length");
    refuses("'type': 'map', 'items': 'long', 'minItems': 1", Map.of(), "wrong-length");
  }

  @Test
  void timestampsAreComparedAsTimesAndNotAsTexts() {
    String from = "'type': 'timestamp', 'minimum': '2026-01-01T00:00:00Z'";
    takes(from, "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00.500Z");
    refuses(from, "2025-12-31T23:59:59.999Z", "out-of-range");
  }

  @Test
  void anElementIsNamedByItsPlace() {
    Violations violations = new Violations();
    violations.enter("p", false);
    ValueCheck list = check("'type': 'list', 'items': {'type': 'integer', 'maximum': 9}");
    list.apply(new ArrayList<>(Arrays.asList(1L, 10L, null)), violations);
    ValueCheck map = check("'type': 'map', 'items': 'integer'");
    map.apply(Map.of("a/b", "x"), violations);
    assertThat(violations.all())
        .extracting(v -> v.code().code() + " " + v.path())
        .containsExactly("out-of-range /p/1", "wrong-type /p/2", "wrong-type /p/a~1b");
  }

  @Test
  void whatIsSensitiveIsNotQuoted() {
    Violations violations = new Violations();
    violations.enter("p", true);
    check("'type': 'integer'").apply("4111-1111", violations);
    check("'type': 'string', 'pattern': '[a-z]+'").apply("4111-1111", violations);
    check("'type': 'enum', 'values': ['a']").apply("4111-1111", violations);
    check("'type': 'decimal'").apply("4111-1111", violations);
    assertThat(violations.all())
        .hasSize(4)
        .allSatisfy(v -> assertThat(v.reason()).doesNotContain("4111"));
  }

  private static ValueCheck check(String type) {
    Property property =
        ontology(machine("'p': {" + type + "}")).objectType("machine").property("p");
    return ValueCheck.of(property.domain());
  }

  private static void takes(String type, Object value, Object becomes) {
    Violations violations = new Violations();
    assertThat(check(type).apply(value, violations)).as(type).isEqualTo(becomes);
    assertThat(violations.none()).as(type).isTrue();
  }

  /**
   * @param code null where it is taken
   */
  private static void refuses(String type, Object value, String code) {
    Violations violations = new Violations();
    Object result = check(type).apply(value, violations);
    List<String> codes = violations.all().stream().map(v -> v.code().code()).toList();
    assertThat(codes).as(type + " " + value).isEqualTo(code == null ? List.of() : List.of(code));
    assertThat(result == null).as(type + " " + value).isEqualTo(code != null);
  }
}
