package io.millrace.udfs.objectify.mapping;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the values of a key that is joined by. */
sealed interface JoinKey {

  /** The values, or null where a part is missing or null. */
  @Nullable List<Object> values(Map<String, ?> scope) throws RefusedException;

  /** The id of an object. */
  record OfObject(KeyRule rule) implements JoinKey {
    @Override
    public @Nullable List<Object> values(Map<String, ?> scope) throws RefusedException {
      String id = rule.id(scope);
      return id == null ? null : List.of(id);
    }
  }

  /** An expression for each column of the key. */
  record OfColumns(List<String> columns, List<Expression> parts) implements JoinKey {
    @Override
    public @Nullable List<Object> values(Map<String, ?> scope) throws RefusedException {
      List<Object> values = new ArrayList<>(parts.size());
      for (int i = 0; i < parts.size(); i++) {
        Object value = value(parts.get(i), columns.get(i), scope);
        if (value == null) {
          return null;
        }
        values.add(value);
      }
      return values;
    }

    private static @Nullable Object value(Expression part, String column, Map<String, ?> scope)
        throws RefusedException {
      Object value;
      try {
        value = part.evaluate(scope);
      } catch (ExpressionException e) {
        if (e.missing()) {
          return null;
        }
        String reason = "'" + column + "': " + e.getMessage();
        throw new RefusedException(RefusalCode.EXPRESSION_FAILED, "key/" + column, reason);
      }
      if (value instanceof List || value instanceof Map) {
        String reason = "'" + column + "' must be a text, a number or a boolean";
        throw new RefusedException(RefusalCode.WRONG_TYPE, "key/" + column, reason);
      }
      return value;
    }
  }
}
