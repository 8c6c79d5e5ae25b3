package io.millrace.udfs.mapping;

import static io.millrace.udfs.mapping.Mapped.NO_DEVICES;
import static io.millrace.udfs.mapping.Mapped.compile;
import static io.millrace.udfs.mapping.Mapped.field;
import static io.millrace.udfs.mapping.Mapped.map;
import static io.millrace.udfs.mapping.Mapped.problems;
import static io.millrace.udfs.mapping.Mapped.properties;
import static io.millrace.udfs.mapping.Mapped.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.udfs.definition.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRulesTest {
  private static final String DEFAULT =
      field("\"expression\": \"payload.v\", \"type\": \"double\", \"default\": 7");
  private static final String SKIP =
      field("\"expression\": \"payload.v\", \"type\": \"double\", \"onFailure\": \"skip\"");

  @Test
  void theDefaultIsTakenWhereTheMessageHasNone() {
    assertThat(properties("{}", DEFAULT)).isEqualTo(Map.of("v", 7.0));
    assertThat(properties("{\"v\":null}", DEFAULT)).isEqualTo(Map.of("v", 7.0));
    assertThat(properties("{\"v\":1}", DEFAULT)).isEqualTo(Map.of("v", 1.0));
  }

  @Test
  void theDefaultHidesNoFailure() {
    assertThat(refusal("{\"v\":\"1\"}", NO_DEVICES, DEFAULT).code().code()).isEqualTo("wrong-type");
  }

  @Test
  void aFieldThatFailsIsSkippedWhereTheMappingSaysSo() {
    MappingResult wrong = map("{\"v\":\"1\"}", NO_DEVICES, SKIP);
    assertThat(wrong.observations().get(0).getProperties()).isEmpty();
    assertThat(wrong.refusals()).isEmpty();
    assertThat(wrong.skipped()).extracting(Refusal::path).containsExactly("v");
    assertThat(wrong.skipped()).extracting(Refusal::mappingId).containsExactly("m");
    MappingResult fine = map("{\"v\":1}", NO_DEVICES, SKIP);
    assertThat(fine.skipped()).isEmpty();
    assertThat(map("{}", NO_DEVICES, SKIP).skipped()).isEmpty();
  }

  @Test
  void allTypesComeOutOfAMessage() {
    String document =
        """
        {"id": "m", "objectType": "vehicle", "fields": {
           "up": {"expression": "duration('90s')", "type": "duration"},
           "at": {"expression": "payload.gps", "type": "geo-point"},
           "mode": {"expression": "payload.mode", "type": "enum", "values": ["on", "off"]},
           "temps": {"expression": "payload.temps", "type": "list", "items": "double", "unit": "Cel"},
           "modes": {"expression": "payload.modes", "type": "list", "items": "enum",
                     "values": ["on", "off"]},
           "counts": {"expression": "payload.counts", "type": "map", "items": "long"},
           "since": {"expression": "payload.since", "type": "list", "items": "timestamp"}}}""";
    String payload =
        """
        {"gps": {"lat": 1.5, "lng": 2, "hdop": 3}, "mode": "on", "temps": [1, 2.5],
         "modes": ["off"], "counts": {"a": 1}, "since": [0]}""";
    assertThat(properties(payload, document))
        .isEqualTo(
            Map.of(
                "up", 90_000L,
                "at", new GeoPoint(1.5, 2.0),
                "mode", "on",
                "temps", List.of(1.0, 2.5),
                "modes", List.of("off"),
                "counts", Map.of("a", 1L),
                "since", List.of("1970-01-01T00:00:00Z")));
    assertThat(compile(document).units()).isEqualTo(Map.of("temps", "Cel"));
  }

  @Test
  void saysWhatAValueShouldHaveBeen() {
    String document =
        field("\"expression\": \"payload.v\", \"type\": \"enum\", \"values\": [\"on\", \"off\"]");
    assertThat(refusal("{\"v\":\"On\"}", NO_DEVICES, document).reason())
        .isEqualTo("'v' must be enum (on, off) but is String On");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\": \"double\", \"required\": true, \"default\": 1|/fields/v/default",
        "\"type\": \"double\", \"required\": true, \"onFailure\": \"skip\"|/fields/v/onFailure",
        "\"type\": \"double\", \"onFailure\": \"ignore\"|/fields/v/onFailure",
        "\"type\": \"double\", \"default\": \"1\"|/fields/v/default",
        "\"type\": \"long\", \"default\": 1.5|/fields/v/default",
        "\"type\": \"list\"|/fields/v/items",
        "\"type\": \"list\", \"items\": \"map\"|/fields/v/items",
        "\"type\": \"map\", \"items\": \"geo-point\"|/fields/v/items",
        "\"type\": \"double\", \"items\": \"double\"|/fields/v/items",
        "\"type\": \"enum\"|/fields/v/values",
        "\"type\": \"list\", \"items\": \"enum\"|/fields/v/values",
        "\"type\": \"enum\", \"values\": [\"a\", \"a\"]|/fields/v/values",
        "\"type\": \"string\", \"values\": [\"a\"]|/fields/v/values",
        "\"type\": \"double\", \"unit\": \"parsec per fortnight\"|/fields/v/unit",
        "\"type\": \"string\", \"unit\": \"Cel\"|/fields/v/unit",
        "\"type\": \"geopoint\"|/fields/v/type",
      })
  void refusesFieldsThatMakeNoSense(String keys, String path) {
    String document = field("\"expression\": \"payload.v\", " + keys);
    assertThat(problems(document)).extracting(Problem::path).contains(path);
  }
}
