package io.millrace.udfs.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int(p.d)              | 2
          int(-2.9)             | -2
          int('-12')            | -12
          int('1.5')            | failed
          int(9.3e18)           | failed
          double('1e3')         | 1000.0
          double(p.i)           | 7.0
          double('x')           | failed
          string(p.i)           | 7
          string(p.d)           | 2.5
          string(true)          | true
          bool('true')          | true
          bool('yes')           | failed
          int(p.gone)           | missing
          p.s.matches('^a.c$')  | true
          p.s.matches('b')      | true
          matches(p.s, 'x')     | false
          p.i.matches('7')      | failed
          {'a': p.i}['a']       | 7
          {1: 'x'}[p.one]       | x
          {1: 'x'}[2]           | missing
          2 in {1: 'x', 2: 'y'} | true
          """)
  void convertsWithoutCelsRuntime(String source, String expected) throws Exception {
    Expression expression =
        ExpressionCompiler.compile(source, Map.of("p", SimpleType.DYN), SimpleType.DYN);
    assertThat(expression).isInstanceOf(CompiledExpression.class);
    assertThat(outcome(expression)).isEqualTo(expected);
    assertThat(outcome(((CompiledExpression) expression).reference())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p.s.matches(p.s)", "timestamp('2026-01-01T00:00:00Z') == p.t"})
  void leavesTheRestToCel(String source) throws Exception {
    assertThat(ExpressionCompiler.compile(source, Map.of("p", SimpleType.DYN), SimpleType.DYN))
        .isInstanceOf(CelExpression.class);
  }

  /** One that its message brings is parsed once and kept. */
  @Test
  void evaluatesCoalesceLazilyAndKeepsPreparedSettings() throws Exception {
    Expression lazy =
        ExpressionCompiler.compile(
            "coalesce(p.s, string(1 / 0))", Map.of("p", SimpleType.DYN), SimpleType.DYN);
    assertThat(outcome(lazy)).isEqualTo("abc");
    Expression dynamic =
        ExpressionCompiler.compile(
            "unit(p.i, p.from, 'm')", Map.of("p", SimpleType.DYN), SimpleType.DYN);
    for (String from : List.of("km", "cm", "km")) {
      Object expected = from.equals("km") ? 7000.0 : 0.07;
      assertThat(dynamic.evaluate(Map.of("p", Map.of("i", 7L, "from", from)))).isEqualTo(expected);
    }
  }

  private static String outcome(Expression expression) {
    try {
      return String.valueOf(
          expression.evaluate(Map.of("p", Map.of("i", 7L, "d", 2.5, "s", "abc", "one", 1.0))));
    } catch (ExpressionException e) {
      return e.missing() ? "missing" : "failed";
    }
  }
}
