package io.millrace.udfs.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression that CEL's own runtime evaluates. */
record CelExpression(Set<String> variables, Program program) implements Expression {

  @Override
  public @Nullable Object evaluate(Map<String, ?> values) throws ExpressionException {
    try {
      Object value =
          program.eval(name -> Optional.ofNullable(values.get(name)).map(CelExpression::toCel));
      return value instanceof NullValue ? null : value;
    } catch (CelEvaluationException e) {
      if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
        throw ExpressionException.missing(String.valueOf(e.getMessage()));
      }
      throw ExpressionException.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // CEL's runtime leaks some failures of value adaptation; to us they are one and the same.
      throw ExpressionException.failed(e.toString());
    }
  }

  /** Java's null inside maps and lists is not CEL's; copies only what holds one. */
  private static Object toCel(@Nullable Object value) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof Map<?, ?> map) {
      return holdsNull(map) ? copy(map) : map;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(CelExpression::toCel).toList();
    }
    return value;
  }

  private static boolean holdsNull(Map<?, ?> map) {
    for (Object value : map.values()) {
      if (value == null
          || value instanceof List
          || (value instanceof Map<?, ?> inner && holdsNull(inner))) {
        return true;
      }
    }
    return false;
  }

  private static Map<Object, Object> copy(Map<?, ?> map) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, toCel(value)));
    return copy;
  }
}
