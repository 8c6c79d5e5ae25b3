package io.millrace.udfs.ontology.read;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.unit.UnitConversion;
import org.jspecify.annotations.Nullable;

/** Checks of UCUM units. */
final class Units {
  private Units() {}

  /** Why this is no unit, or null. */
  static @Nullable String refusal(String unit) {
    try {
      UnitConversion.between(unit, unit);
      return null;
    } catch (ExpressionException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
