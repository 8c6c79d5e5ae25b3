package io.millrace.udfs.expression.function;

import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static io.millrace.udfs.expression.function.Signatures.NUMBER;

import dev.cel.common.types.ListType;
import io.millrace.udfs.expression.Comparison;
import io.millrace.udfs.expression.ExpressionException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rounding, bounds and scale. */
final class NumberFunctions {
  private NumberFunctions() {}

  static List<MappingFunction> all() {
    return List.of(
        Signatures.of("round")
            .call(INT, NUMBER)
            .call(DOUBLE, NUMBER, INT)
            .is(
                a ->
                    a.length == 1
                        ? (Object) whole(a[0], RoundingMode.HALF_UP)
                        : digits(a[0], a[1])),
        Signatures.of("floor").call(INT, NUMBER).is(a -> whole(a[0], RoundingMode.FLOOR)),
        Signatures.of("ceil").call(INT, NUMBER).is(a -> whole(a[0], RoundingMode.CEILING)),
        Signatures.of("abs").call(NUMBER, NUMBER).is(a -> abs(a[0])),
        extreme("min", -1),
        extreme("max", 1),
        Signatures.of("clamp").call(NUMBER, NUMBER, NUMBER, NUMBER).is(NumberFunctions::clamp),
        Signatures.of("scale")
            .call(DOUBLE, NUMBER, NUMBER)
            .call(DOUBLE, NUMBER, NUMBER, NUMBER)
            .is(NumberFunctions::scale));
  }

  private static MappingFunction extreme(String name, int sign) {
    return Signatures.of(name)
        .call(DYN, ListType.create(DYN))
        .call(NUMBER, NUMBER, NUMBER)
        .call(NUMBER, NUMBER, NUMBER, NUMBER)
        .call(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)
        .is(a -> extreme(a.length == 1 ? Argument.list(a[0]) : Arrays.asList(a), name, sign));
  }

  private static Object extreme(List<?> numbers, String name, int sign) throws ExpressionException {
    if (numbers.isEmpty()) {
      throw ExpressionException.missing("No number for " + name + "()");
    }
    Object best = number(numbers.get(0));
    for (Object candidate : numbers.subList(1, numbers.size())) {
      best = Comparison.compare(number(candidate), best) * sign > 0 ? number(candidate) : best;
    }
    return best;
  }

  private static Object clamp(@Nullable Object[] a) throws ExpressionException {
    Object value = number(a[0]);
    Object least = number(a[1]);
    Object most = number(a[2]);
    if (Comparison.compare(least, most) > 0) {
      throw ExpressionException.failed("clamp(): " + least + " is above " + most);
    }
    if (Comparison.compare(value, least) < 0) {
      return least;
    }
    return Comparison.compare(value, most) > 0 ? most : value;
  }

  private static Object scale(@Nullable Object[] a) throws ExpressionException {
    double offset = a.length == 3 ? Argument.real(a[2]) : 0;
    return Argument.finite(Argument.real(a[0]) * Argument.real(a[1]) + offset, "scale");
  }

  private static Object abs(@Nullable Object value) throws ExpressionException {
    if (value instanceof Long number) {
      if (number == Long.MIN_VALUE) {
        throw ExpressionException.failed("abs(" + number + ") is beyond a whole number");
      }
      return Math.abs(number);
    }
    return Math.abs(Argument.real(value));
  }

  /** Halves go away from zero, as people round. */
  private static Long whole(@Nullable Object value, RoundingMode mode) throws ExpressionException {
    if (value instanceof Long number) {
      return number;
    }
    double real = Argument.real(value);
    double whole =
        switch (mode) {
          case FLOOR -> Math.floor(real);
          case CEILING -> Math.ceil(real);
          default -> halfUp(real);
        };
    if (!(whole >= -0x1p63 && whole < 0x1p63)) {
      throw ExpressionException.failed(real + " is beyond a whole number");
    }
    return (long) whole;
  }

  /**
   * Not Math.round, which takes -2.5 to -2; not plus a half, which takes 0.49999999999999994 to 1.
   */
  private static double halfUp(double real) {
    double whole = Math.floor(Math.abs(real));
    return Math.copySign(Math.abs(real) - whole >= 0.5 ? whole + 1 : whole, real);
  }

  private static Double digits(@Nullable Object value, @Nullable Object digits)
      throws ExpressionException {
    int scale = Argument.within(digits, 0, 15, "The count of digits");
    double real = Argument.finite(Argument.real(value), "round");
    return BigDecimal.valueOf(real).setScale(scale, RoundingMode.HALF_UP).doubleValue();
  }

  /** A number that can be compared, which NaN cannot. */
  private static Object number(@Nullable Object value) throws ExpressionException {
    if (value instanceof Long || (value instanceof Double real && !real.isNaN())) {
      return value;
    }
    throw Argument.wrong("a number", value);
  }
}
