package io.millrace.udfs.expression.unit;

import io.millrace.udfs.expression.ExpressionException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/**
 * From one UCUM unit to another: {@code (v + before) * factor + after}, or divided by the factor.
 * Of the ways to write it the one with the shortest decimals is taken, so that 212 °F are exactly
 * 100 °C: nothing is rounded but the value.
 */
public final class UnitConversion {
  /** How people write temperatures; in UCUM, C and F alone are coulomb and farad. */
  private static final Map<String, String> TEMPERATURES =
      Map.of("C", "Cel", "F", "[degF]", "°C", "Cel", "°F", "[degF]");

  private final double before;
  private final double factor;
  private final boolean divide;
  private final double after;

  private UnitConversion(double before, double factor, boolean divide, double after) {
    this.before = before;
    this.factor = factor;
    this.divide = divide;
    this.after = after;
  }

  /**
   * The conversion between two units, given by their case-sensitive UCUM codes. C and F mean the
   * temperatures where coulomb and farad make no sense.
   *
   * @throws ExpressionException if one is unknown, or they measure different things
   */
  public static UnitConversion between(String from, String to) throws ExpressionException {
    UnitScale source = scale(from);
    UnitScale target = scale(to);
    if (!source.dimensions().equals(target.dimensions())) {
      source = scale(TEMPERATURES.getOrDefault(from, from));
      target = scale(TEMPERATURES.getOrDefault(to, to));
    }
    if (!source.dimensions().equals(target.dimensions())) {
      throw ExpressionException.failed("'" + from + "' and '" + to + "' measure different things");
    }
    return between(source, target);
  }

  private static UnitScale scale(String code) throws ExpressionException {
    return UnitScale.of(code.startsWith("°") ? TEMPERATURES.getOrDefault(code, code) : code);
  }

  private static UnitConversion between(UnitScale source, UnitScale target) {
    BigDecimal up = source.numerator().multiply(target.denominator());
    BigDecimal down = source.denominator().multiply(target.numerator());
    BigDecimal ratio = plain(up.divide(down, MathContext.DECIMAL128));
    BigDecimal inverse = plain(down.divide(up, MathContext.DECIMAL128));
    BigDecimal before = plain(source.zero().subtract(target.zero().multiply(inverse)));
    BigDecimal after = plain(source.zero().multiply(ratio).subtract(target.zero()));
    boolean divide = inverse.precision() < ratio.precision();
    boolean first = before.precision() <= after.precision();
    return new UnitConversion(
        first ? before.doubleValue() : 0,
        divide ? inverse.doubleValue() : ratio.doubleValue(),
        divide,
        first ? 0 : after.doubleValue());
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.round(new MathContext(30)).stripTrailingZeros();
  }

  /** The value in the other unit. */
  public double apply(double value) {
    double shifted = value + before;
    return (divide ? shifted / factor : shifted * factor) + after;
  }
}
