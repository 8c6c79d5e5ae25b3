package io.millrace.udfs.ontology.check;

import io.millrace.udfs.ontology.type.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Casts to decimals.
 *
 * @param rounds whether decimals beyond the scale are rounded (half to even) instead of refused
 */
record DecimalCast(DecimalType type, boolean rounds) implements ValueCheck {
  /** Far longer than any number of 38 digits is written; reading takes the square of it. */
  private static final int LONGEST = 100;

  @Override
  public @Nullable Object apply(Object value, Violations violations) {
    BigDecimal number = number(value);
    if (number == null) {
      violations.add(
          ViolationCode.WRONG_TYPE,
          "Must be " + type.text() + " but is " + violations.shown(value));
      return null;
    }
    BigDecimal scaled = scaled(number);
    if (scaled == null) {
      violations.add(
          ViolationCode.OUT_OF_RANGE,
          "Must fit " + type.text() + " but is " + violations.shown(value));
      return null;
    }
    return scaled.toPlainString();
  }

  /** The number as its type has it, null where it does not fit; never longer than the type says. */
  private @Nullable BigDecimal scaled(BigDecimal number) {
    BigDecimal least = number.stripTrailingZeros();
    // In longs: the exponents of what is written 1e2147483647 overflow.
    long whole = (long) least.precision() - least.scale();
    if (least.signum() != 0 && whole > type.wholeDigits()) {
      return null;
    }
    Integer scale = type.scale();
    if (scale == null) {
      int places = Math.max(0, least.scale());
      boolean fits = least.signum() == 0 || Math.max(whole, 0) + places <= type.precision();
      return fits ? least.setScale(places) : null;
    }
    if (least.scale() > scale && !rounds) {
      return null;
    }
    BigDecimal rounded = least.setScale(scale, RoundingMode.HALF_EVEN);
    return rounded.precision() <= type.precision() ? rounded : null;
  }

  private static @Nullable BigDecimal number(Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Double number) {
      // The shortest decimal that is this double: what the source wrote.
      return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
    }
    if (!(value instanceof String text) || text.length() > LONGEST) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
