package io.millrace.udfs.source;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceCompilerTest {
  private static final SourceCompiler COMPILER = new SourceCompiler(Duration.ofMinutes(5));

  @Test
  void an_id_is_enough() throws Exception {
    Source source = compile("");
    assertThat(source.sender()).isEqualTo("plant");
    assertThat(source.format()).isNull();
    assertThat(source.schema()).isNull();
    assertThat(source.time()).isEqualTo(TimePolicy.tolerating(Duration.ofMinutes(5)));
  }

  @Test
  void every_field_is_read() throws Exception {
    Source source =
        compile(
            """
            , "source": "/plant/1", "format": "csv", "columns": ["id", "t"],
            "schema": {"type": "object"}, "description": "The line in hall 3",
            "late": {"after": "PT10M", "policy": "refuse"}, "futureTolerance": "PT30S" """);
    assertThat(source.sender()).isEqualTo("/plant/1");
    assertThat(source.format())
        .isEqualTo(new DeclaredFormat(PayloadFormat.CSV, List.of("id", "t")));
    assertThat(source.schema()).isNotNull();
    assertThat(source.time())
        .isEqualTo(new TimePolicy(Duration.ofSeconds(30), Duration.ofMinutes(10), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          "format": "xml"                                   ; /format
          "format": "csv", "columns": "a"                   ; /columns
          "format": "csv", "columns": [1]                   ; /columns
          "format": "csv", "columns": ["a", "a"]            ; /columns
          "columns": ["a"]                                  ; /columns
          "late": {"policy": "refuse"}                      ; /late/after
          "late": {"after": "10 min"}                       ; /late/after
          "late": {"after": "-PT1S"}                        ; /late/after
          "late": {"after": "PT1S", "policy": "drop"}       ; /late/policy
          "late": {"after": "PT1S", "keep": true}           ; /late/keep
          "futureTolerance": "P100000D"                     ; /futureTolerance
          "futureTolerance": 5                              ; /futureTolerance
          "source": " "                                     ; /source
          "schema": 5                                       ; /schema
          "schema": {"type": "objekt"}                      ; /schema/type
          "schema": {"properties": {"t": {"minimum": "1"}}} ; /schema/properties/t/minimum
          "colour": "red"                                   ; /colour""")
  void what_is_wrong_is_named_by_its_path(String more, String path) {
    try {
      compile(", " + more);
      throw new AssertionError("Was accepted: " + more);
    } catch (DefinitionException e) {
      assertThat(e.problems()).extracting(Problem::path).containsOnly(path);
    }
  }

  @Test
  void of_two_with_one_sender_the_first_counts() throws Exception {
    Source a = COMPILER.compile(definition("source", "a", 1, "{\"id\":\"a\",\"source\":\"s\"}"));
    Source b = COMPILER.compile(definition("source", "b", 1, "{\"id\":\"b\",\"source\":\"s\"}"));
    assertThat(new Sources(List.of(a, b)).of("s")).isSameAs(a);
    assertThat(new Sources(List.of(a, b)).of("a")).isNull();
  }

  private static Source compile(String more) throws DefinitionException {
    return COMPILER.compile(definition("source", "plant", 1, "{\"id\": \"plant\"" + more + "}"));
  }
}
