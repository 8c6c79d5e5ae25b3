package io.millrace.udfs.expression.function;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in an expression's text is said when it is saved. */
class RefusedFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 + lower('a')                | 1:3
          lower(1)                      | no matching overload
          unit(1, 'xyz', 'm')           | xyz
          unit(1, 'm', 's')             | different
          unit(1, '[pH]', 'mol/L')      | [pH]
          unit('1', 'm', 'km')          | no matching overload
          pointer(p, 'a/b')             | pointer
          pointer(p, '/a~2')            | pointer
          path(p, 'a.b')                | 1:5
          path(p, '$.a[')               | JSONPath
          path(p, '$[?length(@.*) > 1]') | many
          uint(p.b, 0, 2, 'big')        | 'be'
          parseNumber(p.s, ';')         | decimal
          time(p.s, 'yyyy-QQQQQQ')      | 1:5
          time(p.s, 'yyyy', 'Nowhere')  | Nowhere
          p.s.matches('[')              | 1:12
          [1].map(x, unit(x, 'm', 's')) | different
          coalesce('a', 1)              | no matching overload
          scale('a', 1)                 | no matching overload
          max(1, 'a')                   | no matching overload
          unit(1, '', 'm')              | no unit
          unit(1, 'mCel', 'K')          | Cel
          hash()                        | no matching overload
          bit(1.5, 1)                   | no matching overload
          """)
  void refusesWhenCompiled(String source, String reason) {
    assertThatThrownBy(
            () -> ExpressionCompiler.compile(source, Map.of("p", SimpleType.DYN), SimpleType.DYN))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining(reason);
  }
}
