package io.millrace.udfs.ontology.use;

import static io.millrace.udfs.ontology.Documents.machine;
import static io.millrace.udfs.ontology.Documents.ontology;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.ontology.Ontology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFitTest {
  private static final Ontology MACHINE =
      ontology(
          machine(
              """
              'speed': {'type': 'double', 'unit': 'km/h'},
              'mode': {'type': 'enum', 'values': ['on', 'off']},
              'twice': {'type': 'double', 'computed': 'speed * 2.0'}"""));

  @Test
  void whatTheTypeHasFits() {
    String fields =
        """
        'speed': {'expression': 'payload.v', 'type': 'double', 'unit': 'km/h'},
        'id': {'expression': 'payload.i', 'type': 'long'},
        'mode': {'expression': 'payload.m', 'type': 'enum', 'values': ['on']}""";
    assertThat(problems("machine", fields)).isEmpty();
  }

  @Test
  void whatItLacksOrComputesDoesNot() {
    String fields =
        """
        'sped': {'expression': 'payload.v', 'type': 'double'},
        'twice': {'expression': 'payload.v', 'type': 'double'},
        'mode': {'expression': 'payload.m', 'type': 'enum', 'values': ['on', 'idle']},
        'speed': {'expression': 'payload.v', 'type': 'double', 'unit': 'm/s'}""";
    assertThat(problems("machine", fields))
        .containsExactly(
            new Problem(
                "/fields/mode",
                "Makes enum (on, idle) where the ontology's 'machine' has enum (on, off)"),
            new Problem(
                "/fields/sped",
                "The ontology's 'machine' has no property 'sped'; it has id, mode, speed, twice"),
            new Problem(
                "/fields/speed",
                "Counts m/s where the ontology's 'machine' counts km/h: convert it"),
            new Problem("/fields/twice", "The ontology's 'machine' computes 'twice'"));
  }

  @Test
  void whatTheOntologyLacksIsFree() {
    String fields = "'x': {'expression': 'payload.v', 'type': 'double'}";
    assertThat(problems("ship", fields)).isEmpty();
  }

  @Test
  void aTemplateMakesNothingItself() {
    String fields = "'x': {'expression': 'payload.v', 'type': 'double'}";
    assertThat(
            MappingFit.problems(
                Definitions.mapping("m", "machine", fields, "'template': true"), MACHINE))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'type': 'long'                      | 'type': 'string'                     | true",
        "'type': 'double'                    | 'type': 'string'                     | false",
        "'type': 'long'                      | 'type': 'integer'                    | true",
        "'type': 'long'                      | 'type': 'double'                     | true",
        "'type': 'double'                    | 'type': 'long'                       | false",
        "'type': 'string'                    | 'type': 'decimal'                    | true",
        "'type': 'boolean'                   | 'type': 'decimal'                    | false",
        "'type': 'string'                    | 'type': 'date'                       | true",
        "'type': 'timestamp'                 | 'type': 'date'                       | false",
        "'type': 'string'                    | 'type': 'timestamp'                  | false",
        "'type': 'duration'                  | 'type': 'duration'                   | true",
        "'type': 'geo-point'                 | 'type': 'geo-point'                  | true",
        "'type': 'geo-point'                 | 'type': 'map', 'items': 'double'     | false",
        "'type': 'list', 'items': 'long'     | 'type': 'list', 'items': 'double'    | true",
        "'type': 'list', 'items': 'string'   | 'type': 'list', 'items': 'double'    | false",
        "'type': 'list', 'items': 'long'     | 'type': 'map', 'items': 'long'       | false",
        "'type': 'map', 'items': 'long'      | 'type': 'map', 'items': 'decimal'    | true",
        "'type': 'list', 'items': 'double'   | 'type': 'vector', 'dims': 3          | true",
        "'type': 'list', 'items': 'string'   | 'type': 'vector', 'dims': 3          | false"
      })
  void typesFitAsTheirValuesDo(String made, String wanted, boolean fits) {
    Ontology ontology = ontology(machine("'p': {" + wanted + "}"));
    String fields = "'p': {'expression': 'payload.v', " + made + "}";
    assertThat(
            MappingFit.problems(
                    Definitions.mapping("m", "machine", fields, "'template': false"), ontology)
                .isEmpty())
        .isEqualTo(fits);
  }

  private static List<Problem> problems(String objectType, String fields) {
    return MappingFit.problems(
        Definitions.mapping("m", objectType, fields, "'template': false"), MACHINE);
  }
}
