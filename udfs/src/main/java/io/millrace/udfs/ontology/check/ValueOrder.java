package io.millrace.udfs.ontology.check;

import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.math.BigDecimal;
import java.time.Instant;

/** The order of a type's values against one of them. */
@FunctionalInterface
public interface ValueOrder {
  /** Negative where the value is below the bound, positive where it is above. */
  int against(Object value);

  /**
   * The order of a type against one of its values.
   *
   * @param type an {@link DataType#ordered} one
   * @param bound in the form of its values
   */
  static ValueOrder of(DataType type, Object bound) {
    if (type instanceof DecimalType) {
      BigDecimal number = new BigDecimal((String) bound);
      return value -> new BigDecimal((String) value).compareTo(number);
    }
    if (type == ScalarType.TIMESTAMP) {
      // Not as texts: those have as many decimals as they need.
      Instant at = Instant.parse((String) bound);
      return value -> Instant.parse((String) value).compareTo(at);
    }
    if (bound instanceof Long number) {
      return value -> Long.compare((Long) value, number);
    }
    if (bound instanceof Double number) {
      return value -> Double.compare((Double) value, number);
    }
    return value -> ((String) value).compareTo((String) bound);
  }
}
