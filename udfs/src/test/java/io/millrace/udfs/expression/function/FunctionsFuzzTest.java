package io.millrace.udfs.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import io.millrace.udfs.expression.ExpressionException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the arguments are: a value, or an ExpressionException, and nothing else. */
class FunctionsFuzzTest {
  private static final int CALLS = 20_000;
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          0L,
          1L,
          -1L,
          8L,
          63L,
          64L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          0.0,
          -0.5,
          1e308,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          "",
          "a",
          "be",
          "le",
          "$.a[*]",
          "$..*",
          "/a/0",
          "C",
          "F",
          "m",
          "km/h",
          "m/",
          "((",
          "10*-2",
          "m99999999999",
          "yyyy-MM-dd",
          "2026-01-01",
          "UTC",
          "AQID",
          "ff00",
          "1,5",
          ",",
          "\uD800",
          true,
          List.of(),
          List.of(1L, 2L, 255L),
          List.of(-1L),
          List.of("x", 1.5),
          Map.of(),
          Map.of("a", List.of(1L)),
          Map.of(1L, "b"),
          new byte[] {1, 2, 3},
          Bytes.of(new byte[9]));

  @Test
  void givesAValueOrAnExpressionException() {
    SplittableRandom random = new SplittableRandom(11);
    for (MappingFunction function : Functions.all()) {
      int values = 0;
      for (int i = 0; i < CALLS; i++) {
        values += call(function, random) ? 1 : 0;
      }
      assertThat(values).as(function.name() + " never gave a value").isPositive();
    }
  }

  private static boolean call(MappingFunction function, SplittableRandom random) {
    List<CelOverloadDecl> overloads = function.overloads();
    List<CelType> types = overloads.get(random.nextInt(overloads.size())).parameterTypes();
    boolean sensible = random.nextBoolean();
    Object[] arguments =
        types.stream().map(type -> pick(sensible ? fitting(type) : VALUES, random)).toArray();
    try {
      function.call(arguments);
      return true;
    } catch (ExpressionException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(function.name() + Arrays.toString(arguments), e);
    }
  }

  private static Object pick(List<Object> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<Object> fitting(CelType type) {
    return VALUES.stream()
        .filter(
            value ->
                switch (type.kind()) {
                  case INT -> value instanceof Long;
                  case DOUBLE -> value instanceof Double;
                  case STRING -> value instanceof String;
                  case LIST -> value instanceof List;
                  case MAP -> value instanceof Map;
                  default -> true;
                })
        .toList();
  }
}
