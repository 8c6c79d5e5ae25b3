package io.millrace.udfs.mapping;

import dev.cel.common.types.SimpleType;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What gives the time of observation.
 *
 * @param expression epoch milliseconds, or ISO-8601 with offset
 */
public record TimeRule(Expression expression) {
  private static final String NAME = "observedAt";

  /** Beyond these years a time is no time: neither Avro's milliseconds nor an index holds all. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** The rule that a mapping declares, or null where it declares none or a wrong one. */
  public static @Nullable TimeRule read(DocumentReader reader, ExpressionReader expressions) {
    Expression expression = expressions.read(reader, NAME, SimpleType.DYN);
    return expression == null ? null : new TimeRule(expression);
  }

  public Instant evaluate(Map<String, ?> scope) throws RefusedException {
    Object value = null;
    try {
      value = expression.evaluate(scope);
    } catch (ExpressionException e) {
      throw new RefusedException(
          RefusalCode.BAD_TIMESTAMP, NAME, "'observedAt': " + e.getMessage());
    }
    Instant instant = value == null ? null : Casts.toInstant(value);
    if (instant == null || instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new RefusedException(
          RefusalCode.BAD_TIMESTAMP,
          NAME,
          "'observedAt' must be epoch milliseconds or ISO-8601 with offset, of the years 1 to 9999,"
              + " but is "
              + value);
    }
    return instant;
  }
}
