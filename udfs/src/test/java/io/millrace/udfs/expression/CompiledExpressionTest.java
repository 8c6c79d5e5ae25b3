package io.millrace.udfs.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our nodes against CEL's own runtime, on seeded random expressions and values. */
class CompiledExpressionTest {
  private static final int CASES = 20_000;
  private static final Map<String, CelType> VARIABLES =
      Map.of(
          "a", SimpleType.DYN,
          "b", SimpleType.DYN,
          "p", MapType.create(SimpleType.STRING, SimpleType.DYN));
  private static final List<Object> VALUES =
      Arrays.asList(
          0L,
          1L,
          -1L,
          3L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          1L << 53,
          0.25,
          1.0,
          1.5,
          -2.5,
          Double.POSITIVE_INFINITY,
          "",
          "a",
          "ab",
          "ünï",
          "12",
          " 7",
          "true",
          "1e3",
          true,
          false,
          null,
          List.of(),
          List.of(1L, "a", 2.5));

  @Test
  void agreesWithCelsRuntime() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Integer> kinds = new TreeMap<>();
    List<String> disagreements = new ArrayList<>();
    int compiled = 0;
    for (int i = 0; i < CASES; i++) {
      String source = new RandomExpressions(random).next(3);
      Expression expression;
      try {
        expression = ExpressionCompiler.compile(source, VARIABLES, SimpleType.DYN);
      } catch (InvalidExpressionException e) {
        continue;
      }
      if (!(expression instanceof CompiledExpression nodes)) {
        continue;
      }
      compiled++;
      Map<String, Object> values = values(random);
      String ours = outcome(expression, values);
      String reference = outcome(nodes.reference(), values);
      kinds.merge(reference.startsWith("failed") ? "failed" : "value", 1, Integer::sum);
      if (!ours.equals(reference)) {
        disagreements.add(source + " of " + values + ": " + ours + " but CEL " + reference);
      }
    }
    System.out.println("Expressions compared with CEL's runtime: " + compiled + " " + kinds);
    assertThat(disagreements).isEmpty();
    assertThat(compiled).isGreaterThan(3_000);
    assertThat(kinds.get("value")).isGreaterThan(compiled / 5);
  }

  @Test
  void leavesToCelWhatItDoesNotCover() throws Exception {
    Expression exists = compile("a.exists(x, x > 2)");
    assertThat(exists).isInstanceOf(CelExpression.class);
    assertThat(exists.test(Map.of("a", List.of(1L, 3L)))).isTrue();
    assertThat(compile("int(a) + 1").evaluate(Map.of("a", 2.7))).isEqualTo(3L);
  }

  /**
   * Where cel-java rounds, orders NaN or puts -0.0 below 0, we hold to the specification's one
   * number line.
   */
  @Test
  void comparesNumbersExactly() throws Exception {
    assertThat(holds("a == b", (1L << 53) + 1, 0x1p53)).isFalse();
    assertThat(holds("a > b", (1L << 53) + 1, 0x1p53)).isTrue();
    assertThat(holds("a < b", Long.MAX_VALUE, 0x1p63)).isTrue();
    assertThat(holds("a == b", Long.MIN_VALUE, -0x1p63)).isTrue();
    assertThat(holds("a < b", -3L, -2.5)).isTrue();
    assertThat(holds("a > b", -2L, -2.5)).isTrue();
    assertThat(holds("a >= b", -0.0, 0L)).isTrue();
    assertThat(holds("a == b", -0.0, 0L)).isTrue();
    for (String operator : List.of("<", "<=", ">", ">=", "==")) {
      assertThat(holds("a " + operator + " b", 1L, Double.NaN)).as(operator).isFalse();
      assertThat(holds("a " + operator + " b", Double.NaN, 1L)).as(operator).isFalse();
      assertThat(holds("a " + operator + " b", Double.NaN, Double.NaN)).as(operator).isFalse();
    }
  }

  @Test
  void ordersTextsByCodePoint() throws Exception {
    assertThat(holds("a < b", "\uFFFD", "\uD83D\uDE00")).isTrue();
    assertThat(holds("a < b", "a", "ab")).isTrue();
  }

  /** Here cel-java's checker takes the first overload for the only one; ours looks at the value. */
  @Test
  void indexesDynamicValues() throws Exception {
    Expression size = ExpressionCompiler.compile("size(a['x'])", VARIABLES, SimpleType.DYN);
    assertThat(size.evaluate(Map.of("a", Map.of("x", List.of(1L))))).isEqualTo(1L);
  }

  private static boolean holds(String source, Object a, Object b) throws Exception {
    return compile(source).test(Map.of("a", a, "b", b));
  }

  private static Expression compile(String source) throws InvalidExpressionException {
    return ExpressionCompiler.compile(source, VARIABLES, SimpleType.DYN);
  }

  private static Map<String, Object> values(SplittableRandom random) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("x", pick(random));
    payload.put("y", pick(random));
    Map<String, Object> values = new HashMap<>();
    values.put("a", pick(random));
    values.put("b", pick(random));
    values.put("p", payload);
    values.values().removeIf(java.util.Objects::isNull);
    return values;
  }

  private static Object pick(SplittableRandom random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** The value with its type, or that there is none; why there is none may be said differently. */
  private static String outcome(Expression expression, Map<String, Object> values) {
    try {
      return show(expression.evaluate(values));
    } catch (ExpressionException e) {
      return "failed";
    }
  }

  private static String show(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(CompiledExpressionTest::show).toList().toString();
    }
    boolean isNull = value == null || value instanceof dev.cel.common.values.NullValue;
    return isNull ? "null" : value.getClass().getSimpleName() + ":" + value;
  }
}
