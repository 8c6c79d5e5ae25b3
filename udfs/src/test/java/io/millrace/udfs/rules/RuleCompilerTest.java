package io.millrace.udfs.rules;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCompilerTest {
  @Test
  void namesEverythingThatIsWrong() {
    assertThat(
            problems(
                PropertyTypes.unknown(),
                "{\"id\":\"r\",\"kind\":\"magic\",\"condition\":\"1 +\",\"severity\":\"bad\"}"))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("/kind", "/condition", "/severity", "/objectType");
  }

  @Test
  void refusesAConditionThatIsNone() {
    assertThat(problems(PropertyTypes.unknown(), rule("1 + 1")))
        .extracting(Problem::path)
        .containsExactly("/condition");
  }

  @Test
  void refusesAMisspeltPropertyOfAKnownType() throws Exception {
    PropertyTypes types = PropertyTypes.of(List.of(machine()));
    assertThat(problems(types, rule("temperatur > 90.0")))
        .extracting(Problem::reason)
        .first()
        .asString()
        .contains("temperatur", "temperature");
    assertThat(problems(types, rule("name > 90.0")))
        .extracting(Problem::path)
        .containsExactly("/condition");
    assertThatCode(() -> compile(types, rule("temperature > 90 && name == 'a'")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAConditionThatCostsTooMuch() throws Exception {
    String once = "tags.exists(a, a.startsWith('x'))";
    assertThatCode(() -> compile(PropertyTypes.unknown(), rule(once))).doesNotThrowAnyException();
    String nested = "tags.exists(a, tags.exists(b, tags.exists(c, a + b == c)))";
    assertThat(problems(PropertyTypes.unknown(), rule(nested)))
        .extracting(Problem::reason)
        .first()
        .asString()
        .contains("steps", "10000 is the limit");
    String endless = "size(tags) > 0";
    for (String name : "a b c d e f g h i j".split(" ")) {
      endless = "tags.all(" + name + ", " + endless + ")";
    }
    assertThat(problems(PropertyTypes.unknown(), rule(endless))).hasSize(1);
  }

  @Test
  void anObjectTypeNobodyKnowsMayHaveAnyProperty() throws Exception {
    PropertyTypes types = PropertyTypes.of(List.of(machine()));
    String other = rule("pressure > 1.0").replace("\"machine\"", "\"pump\"");
    assertThatCode(() -> compile(types, other)).doesNotThrowAnyException();
  }

  private static Mapping machine() throws DefinitionException {
    return new MappingCompiler()
        .compile(
            definition(
                "mapping",
                "m",
                1,
                """
                {"id": "m", "objectType": "machine", "fields": {
                  "temperature": {"expression": "payload.t", "type": "double"},
                  "name": {"expression": "payload.n", "type": "string"}}}"""));
  }

  private static String rule(String condition) {
    return """
        {"id": "r", "kind": "threshold", "objectType": "machine", "condition": "%s"}"""
        .formatted(condition);
  }

  private static Rule compile(PropertyTypes types, String document) throws DefinitionException {
    return new RuleCompiler(types).compile(definition("rule", "r", 1, document));
  }

  private static List<Problem> problems(PropertyTypes types, String document) {
    try {
      compile(types, document);
      throw new AssertionError("Was accepted: " + document);
    } catch (DefinitionException e) {
      return e.problems();
    }
  }
}
