package io.millrace.udfs.ontology.check;

import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.Domain;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.ScalarType;
import io.millrace.udfs.ontology.type.VectorType;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value against a domain and brings it into the one form that equal values have. Nothing
 * lossy is accepted; texts that look like numbers are no numbers. Safe for use by many threads.
 *
 * <table>
 *   <caption>what each type accepts beyond its own values</caption>
 *   <tr><td>string, enum</td><td>whole numbers and booleans, as their text</td></tr>
 *   <tr><td>integer, long</td><td>doubles without fraction below 2^53</td></tr>
 *   <tr><td>double</td><td>whole numbers up to 2^53</td></tr>
 *   <tr><td>decimal</td><td>numbers; texts that are numbers</td></tr>
 *   <tr><td>timestamp</td><td>epoch milliseconds; ISO-8601 with offset</td></tr>
 *   <tr><td>duration</td><td>milliseconds; ISO-8601 such as PT1M30S</td></tr>
 *   <tr><td>geo-point</td><td>objects with lat and lon, GeoJSON points, [lon, lat]</td></tr>
 *   <tr><td>vector</td><td>lists of numbers</td></tr>
 * </table>
 */
@FunctionalInterface
public interface ValueCheck {
  /** The value in its form; null where it is refused, and then the reason is noted. */
  @Nullable Object apply(Object value, Violations violations);

  /** Compiles the check of a domain; what is compiled is to be kept. */
  static ValueCheck of(Domain domain) {
    return ConstraintCheck.after(cast(domain.type()), domain);
  }

  /** The same for what an expression gave: a number is rounded to the scale of a decimal. */
  static ValueCheck ofComputed(Domain domain) {
    return domain.type() instanceof DecimalType decimal
        ? ConstraintCheck.after(new DecimalCast(decimal, true), domain)
        : of(domain);
  }

  private static ValueCheck cast(DataType type) {
    if (type instanceof ScalarType scalar) {
      return ScalarCasts.of(scalar);
    } else if (type instanceof DecimalType decimal) {
      return new DecimalCast(decimal, false);
    } else if (type instanceof EnumType words) {
      return ScalarCasts.of(words);
    } else if (type instanceof ListType list) {
      return Containers.list(list);
    } else if (type instanceof MapType map) {
      return Containers.map(map);
    } else if (type instanceof VectorType vector) {
      return Containers.vector(vector);
    }
    throw new IllegalArgumentException("No check for " + type);
  }
}
