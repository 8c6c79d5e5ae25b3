package io.millrace.udfs.inference;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.InvalidExpressionException;
import io.millrace.udfs.mapping.PropertyType;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to write values of a type, and the expression that reads it. Whether a value is written so
 * is decided by that very expression and by the type's own cast, so that a proposal cannot say what
 * the mapping would then refuse.
 *
 * @param text for people
 * @param template expression, with @ for the place of the value
 * @param looks whether a value may be written so; cheaper than to try
 */
record Notation(
    String text,
    PropertyType type,
    String template,
    Predicate<Object> looks,
    @Nullable Expression compiled) {
  private static final String VALUE = "value";

  /** Values that are taken as they are. */
  static Notation plain(String text, PropertyType type, Predicate<Object> looks) {
    return new Notation(text, type, "@", looks, null);
  }

  /** Values that an expression reads. */
  static Notation read(String text, PropertyType type, String template, Predicate<Object> looks) {
    try {
      Expression compiled =
          ExpressionCompiler.compile(
              template.replace("@", VALUE), Map.of(VALUE, SimpleType.DYN), SimpleType.DYN);
      return new Notation(text, type, template, looks, compiled);
    } catch (InvalidExpressionException e) {
      throw new IllegalArgumentException(template, e);
    }
  }

  /** Whether a value is written so. */
  boolean agrees(Object value) {
    if (!looks.test(value)) {
      return false;
    }
    try {
      Object read = compiled == null ? value : compiled.evaluate(Map.of(VALUE, value));
      return read != null && type.cast(read) != null;
    } catch (ExpressionException e) {
      return false;
    }
  }

  /** The expression that reads a place written so. */
  String expression(String place) {
    return template.replace("@", place);
  }
}
