package io.millrace.service.extract;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The highest value of a column that was read so far.
 *
 * @param text a plain number, or a time without zone: in UTC of {@link Kind#TIME_WITH_ZONE}, else
 *     as the column has it
 */
public record Mark(Kind kind, String text) {
  /** What the column is. */
  public enum Kind {
    NUMBER,
    TIME,
    TIME_WITH_ZONE,
    DATE
  }

  /** The kind and the value as the API shows them. */
  public String shown() {
    return kind == Kind.TIME_WITH_ZONE ? text + "Z" : text;
  }

  /** The parameter that stands for "from here on": the mark, less the overlap. */
  Object from(TableDefinition.Overlap overlap) {
    if (kind == Kind.NUMBER) {
      require(overlap.given() != TableDefinition.Form.TIME, "a number", "1000");
      return number(new BigDecimal(text).subtract(BigDecimal.valueOf(overlap.numbers())));
    }
    require(overlap.given() != TableDefinition.Form.NUMBERS, "a time", "PT1M");
    LocalDateTime from = LocalDateTime.parse(text).minus(overlap.time());
    return switch (kind) {
      case NUMBER, TIME -> from;
      case TIME_WITH_ZONE -> from.atOffset(ZoneOffset.UTC);
      case DATE -> from.toLocalDate();
    };
  }

  /** A long where one holds it: then the index of a column of whole numbers is of use. */
  private static Object number(BigDecimal from) {
    try {
      return from.longValueExact();
    } catch (ArithmeticException e) {
      return from;
    }
  }

  private static void require(boolean fits, String what, String example) {
    if (!fits) {
      throw new ProblemException(
          ProblemCode.UNREADABLE_TABLE,
          "The column that increments follow is " + what + ": overlap must be such as " + example);
    }
  }

  /** A mark of a time, which must not be beyond what can be now anywhere. */
  static Mark of(Kind kind, LocalDateTime time, LocalDateTime utcNow) {
    LocalDateTime latest = kind == Kind.TIME_WITH_ZONE ? utcNow : utcNow.plus(Duration.ofHours(14));
    return new Mark(kind, (time.isAfter(latest) ? latest : time).toString());
  }
}
