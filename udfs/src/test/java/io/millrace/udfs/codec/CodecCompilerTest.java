package io.millrace.udfs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecCompilerTest {
  private static final String GOOD = "function decodeUplink() { return { data: {} }; }";

  @Test
  void keepsTheProgramAsItIs() throws Exception {
    assertThat(new CodecCompiler().compile(definition(Map.of("id", "ct-100", "source", GOOD))))
        .isEqualTo(new CodecDefinition("ct-100", 3, GOOD));
  }

  @Test
  void namesAllThatIsWrong() {
    Map<String, Object> document =
        Map.of("id", "other", "language", "python", "sauce", "", "source", "var a;\nvar b = ;");
    assertThat(problems(document))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("/id", "/language", "/sauce", "/source");
    assertThat(problems(document))
        .anySatisfy(problem -> assertThat(problem.reason()).startsWith("line 2: SyntaxError"));
  }

  @Test
  void refusesWhatIsNoCodec() {
    assertThat(problems(Map.of("id", "ct-100")))
        .containsExactly(new Problem("/source", "Is required"));
    assertThat(problems(Map.of("id", "ct-100", "source", "var a = 1;")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("decodeUplink"));
  }

  private static List<Problem> problems(Map<String, ?> document) {
    return catchThrowableOfType(
            DefinitionException.class, () -> new CodecCompiler().compile(definition(document)))
        .problems();
  }

  private static Definition definition(Map<String, ?> document) throws Exception {
    String json = new ObjectMapper().writeValueAsString(document);
    return new Definition("codec", "ct-100", 3L, DefinitionState.ACTIVE, json, Instant.EPOCH, null);
  }
}
