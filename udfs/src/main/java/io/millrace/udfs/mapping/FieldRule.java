package io.millrace.udfs.mapping;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one property is made.
 *
 * @param required whether a message without it is refused; else the property is left out
 */
record FieldRule(String name, Expression expression, FieldType type, boolean required) {

  /** The property's value, or null where it is to be left out. */
  @Nullable Object apply(Map<String, ?> variables) throws RefusedException {
    Object value = evaluate(variables);
    if (value == null) {
      return null;
    }
    Object cast = type.cast(value);
    if (cast == null) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          name,
          "'" + name + "' must be " + type.word() + " but is " + describe(value));
    }
    return cast;
  }

  private @Nullable Object evaluate(Map<String, ?> variables) throws RefusedException {
    Object value;
    try {
      value = expression.evaluate(variables);
    } catch (ExpressionException e) {
      if (e.missing() && !required) {
        return null;
      }
      RefusalCode code = e.missing() ? RefusalCode.MISSING_FIELD : RefusalCode.EXPRESSION_FAILED;
      throw new RefusedException(code, name, "'" + name + "': " + e.getMessage());
    }
    if (value == null && required) {
      throw new RefusedException(
          RefusalCode.NULL_VALUE, name, "'" + name + "' is required and null");
    }
    return value;
  }

  private static String describe(Object value) {
    String text = String.valueOf(value);
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
    return value.getClass().getSimpleName() + " " + shown;
  }
}
