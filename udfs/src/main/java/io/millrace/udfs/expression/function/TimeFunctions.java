package io.millrace.udfs.expression.function;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static io.millrace.udfs.expression.function.Signatures.NUMBER;

import io.millrace.udfs.expression.ExpressionException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times; all of them are whole milliseconds since 1970 in UTC. */
final class TimeFunctions {
  /** The years 1 to 9999: what else comes is no time but a mistake. */
  private static final long FIRST = -62_135_596_800_000L;

  private static final long LAST = 253_402_300_799_999L;

  private TimeFunctions() {}

  static List<MappingFunction> all() {
    return List.of(
        Signatures.of("time")
            .call(INT, STRING, STRING)
            .call(INT, STRING, STRING, STRING)
            .prepared(1, TimeFunctions::time),
        Signatures.of("epochMillis").call(INT, NUMBER).call(INT, STRING).is(a -> millis(a[0])),
        Signatures.of("epochSeconds").call(INT, NUMBER).is(a -> seconds(a[0])));
  }

  private static FunctionBody time(@Nullable Object[] settings) throws ExpressionException {
    TimePattern pattern =
        TimePattern.of(
            Argument.text(settings[0]), settings.length == 2 ? Argument.text(settings[1]) : "UTC");
    return a -> checked(pattern.parse(Argument.text(a[0])));
  }

  private static Long millis(@Nullable Object value) throws ExpressionException {
    if (value instanceof String text) {
      try {
        return checked(OffsetDateTime.parse(text).toInstant().toEpochMilli());
      } catch (DateTimeException | ArithmeticException e) {
        throw ExpressionException.failed("No ISO-8601 time with offset: " + e.getMessage());
      }
    }
    return value instanceof Long whole ? checked(whole) : rounded(Argument.real(value));
  }

  private static Long seconds(@Nullable Object value) throws ExpressionException {
    if (value instanceof Long whole) {
      boolean within = whole >= FIRST / 1000 && whole <= LAST / 1000;
      return checked(within ? whole * 1000 : Long.MAX_VALUE);
    }
    return rounded(Argument.real(value) * 1000);
  }

  private static Long rounded(double millis) throws ExpressionException {
    if (Double.isNaN(millis)) {
      throw ExpressionException.failed("NaN is no time");
    }
    return checked(Math.round(millis));
  }

  private static Long checked(long millis) throws ExpressionException {
    if (millis < FIRST || millis > LAST) {
      throw ExpressionException.failed("A time must be within the years 1 to 9999");
    }
    return millis;
  }
}
