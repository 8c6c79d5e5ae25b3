package io.millrace.udfs.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chain of field names such as {@code payload.a.b}: most expressions are, and it needs no CEL.
 */
record PathExpression(String variable, List<String> fields) implements Expression {

  @Override
  public Set<String> variables() {
    return Set.of(variable);
  }

  @Override
  public @Nullable Object evaluate(Map<String, ?> variables) throws ExpressionException {
    Object value = variables.get(variable);
    for (String field : fields) {
      if (!(value instanceof Map<?, ?> map)) {
        throw ExpressionException.missing("There is no '" + field + "': not inside an object");
      }
      value = map.get(field);
      if (value == null && !map.containsKey(field)) {
        throw ExpressionException.missing("There is no '" + field + "'");
      }
    }
    return value;
  }
}
