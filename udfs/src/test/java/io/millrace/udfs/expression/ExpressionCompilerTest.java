package io.millrace.udfs.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
  private static final Map<String, CelType> VARIABLES =
      Map.of("temp", SimpleType.DOUBLE, "site", SimpleType.STRING, "payload", SimpleType.DYN);

  @Test
  void evaluatesConditions() throws Exception {
    Expression hot = compile("temp > 80.0 && site == 'A'");
    assertThat(hot.variables()).containsExactlyInAnyOrder("temp", "site");
    assertThat(hot.evaluate(Map.of("temp", 91.5, "site", "A"))).isEqualTo(true);
    assertThat(hot.evaluate(Map.of("temp", 80.0, "site", "A"))).isEqualTo(false);
  }

  @Test
  void comparesNumbersOfDifferentTypesByValue() throws Exception {
    assertThat(compile("temp > 90").evaluate(Map.of("temp", 91.5))).isEqualTo(true);
    assertThat(compile("payload.n >= 2.5").evaluate(Map.of("payload", Map.of("n", 3L))))
        .isEqualTo(true);
  }

  @Test
  void readsPathsWithoutCel() throws Exception {
    Expression path = compile("payload.a.b");
    assertThat(path).isInstanceOf(CompiledExpression.class);
    assertThat(path.evaluate(Map.of("payload", Map.of("a", Map.of("b", 5L))))).isEqualTo(5L);
  }

  @Test
  void pathsAndCelAgreeOnWhatIsMissingAndNull() {
    Map<String, Object> nulls = new HashMap<>();
    nulls.put("a", null);
    for (String source : List.of("payload.a.b", "payload.b", "payload.a.b.c")) {
      for (Map<String, Object> payload : Arrays.asList(Map.<String, Object>of(), nulls)) {
        Map<String, Object> variables = Map.of("payload", payload);
        ExpressionException direct = failure(source, variables);
        ExpressionException viaCel = failure("[" + source + "][0]", variables);
        assertThat(direct.missing()).as(source + " of " + payload).isTrue();
        assertThat(viaCel).as(source + " of " + payload).isNotNull();
      }
    }
  }

  @Test
  void givesNullForCelsNull() throws Exception {
    Map<String, Object> payload = new HashMap<>();
    payload.put("a", null);
    assertThat(compile("payload.a").evaluate(Map.of("payload", payload))).isNull();
    assertThat(compile("payload.a == null").evaluate(Map.of("payload", payload))).isEqualTo(true);
    assertThat(compile("true ? payload.a : 1").evaluate(Map.of("payload", payload))).isNull();
  }

  @Test
  void aFailureIsAnExpressionException() {
    assertThatThrownBy(() -> compile("payload.s > 1").evaluate(Map.of("payload", Map.of("s", "x"))))
        .isInstanceOfSatisfying(ExpressionException.class, e -> assertThat(e.missing()).isFalse());
    assertThatThrownBy(() -> compile("1 / payload.n").evaluate(Map.of("payload", Map.of("n", 0L))))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void refusesWithThePlace() {
    assertThatThrownBy(() -> compile("temp >"))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("1:");
    assertThatThrownBy(() -> compile("temp > 'x'"))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("1:6");
    assertThatThrownBy(() -> compile("humidity > 1"))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("humidity");
    assertThatThrownBy(() -> ExpressionCompiler.compile("temp", VARIABLES, SimpleType.BOOL))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("bool");
  }

  @Test
  void findsFreeVariablesOnly() throws Exception {
    assertThat(ExpressionCompiler.variables("xs.exists(x, x > limit) && has(p.q)"))
        .containsExactlyInAnyOrder("xs", "limit", "p");
  }

  private static ExpressionException failure(String source, Map<String, Object> variables) {
    return catchThrowableOfType(
        ExpressionException.class, () -> compile(source).evaluate(variables));
  }

  private static Expression compile(String source) throws InvalidExpressionException {
    return ExpressionCompiler.compile(source, VARIABLES, SimpleType.DYN);
  }
}
