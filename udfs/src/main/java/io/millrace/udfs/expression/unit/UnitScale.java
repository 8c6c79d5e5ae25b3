package io.millrace.udfs.expression.unit;

import io.millrace.udfs.expression.ExpressionException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A unit by UCUM's base units: base = (value + zero) * numerator / denominator. The factor stays a
 * fraction, for the inverse of a rounded one would not be exact.
 *
 * @param dimensions exponents by base unit, none of them 0
 */
record UnitScale(
    BigDecimal zero,
    BigDecimal numerator,
    BigDecimal denominator,
    Map<String, Integer> dimensions) {
  private static final Map<String, Integer> TEMPERATURE = Map.of("K", 1);

  /**
   * The scales that do not start at zero; UCUM calls them special and gives them by functions. They
   * stand alone: a tenth of a degree Celsius has no sense as a product.
   */
  private static final Map<String, UnitScale> TEMPERATURES =
      Map.of(
          "Cel", temperature("273.15", 1, 1),
          "[degF]", temperature("459.67", 5, 9),
          "[degRe]", temperature("218.52", 5, 4));

  static UnitScale of(String code) throws ExpressionException {
    UnitScale temperature = TEMPERATURES.get(code);
    return temperature != null ? temperature : UnitTerms.scale(code);
  }

  private static UnitScale temperature(String zero, int numerator, int denominator) {
    return new UnitScale(
        new BigDecimal(zero),
        BigDecimal.valueOf(numerator),
        BigDecimal.valueOf(denominator),
        TEMPERATURE);
  }
}
