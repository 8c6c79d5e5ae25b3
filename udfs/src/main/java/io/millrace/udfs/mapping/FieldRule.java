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
 * @param otherwise its value, already cast, where the message has none; null for none
 * @param skips whether it is left out where its expression fails or gives a wrong type; else the
 *     message is refused
 * @param unit UCUM code of what its numbers count, null for none
 */
public record FieldRule(
    String name,
    Expression expression,
    PropertyType type,
    boolean required,
    @Nullable Object otherwise,
    boolean skips,
    @Nullable String unit) {

  /** A value that every observation must have. */
  public static FieldRule required(String name, Expression expression, FieldType type) {
    return new FieldRule(name, expression, PropertyType.of(type), true, null, false, null);
  }

  /** The property's value, or null where it is to be left out. */
  public @Nullable Object apply(Map<String, ?> variables) throws RefusedException {
    Object value = evaluate(variables);
    if (value == null) {
      return otherwise;
    }
    Object cast = type.cast(value);
    if (cast == null) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          name,
          "'" + name + "' must be " + type.text() + " but is " + describe(value));
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
