package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimal numbers. A value is a String in plain notation, with exactly {@code scale} decimals
 * where the scale is given, else without trailing zeros: so equal numbers are equal texts.
 * Expressions see the nearest double.
 *
 * @param precision digits at most, 1 to 38
 * @param scale digits behind the point, at most the precision; null for any
 */
public record DecimalType(int precision, @Nullable Integer scale) implements DataType {
  /** As many digits as SQL's databases have. */
  public static final int LARGEST = 38;

  @Override
  public CelType celType() {
    return SimpleType.DOUBLE;
  }

  @Override
  public String text() {
    return "decimal(" + precision + (scale == null ? "" : ", " + scale) + ")";
  }

  @Override
  public boolean numeric() {
    return true;
  }

  /** Digits before the point at most. */
  public int wholeDigits() {
    return precision - (scale == null ? 0 : scale);
  }
}
