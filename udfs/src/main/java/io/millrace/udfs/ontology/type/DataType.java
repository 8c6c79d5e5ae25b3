package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;

/**
 * The type of a property's values, without what constrains them. The checks say what each accepts.
 * Values are those of observations and object events: Boolean, Long, Double, String, GeoPoint,
 * lists and maps of single values.
 */
public sealed interface DataType
    permits ScalarType, DecimalType, EnumType, ListType, MapType, VectorType {
  /** The type that an expression over the properties of an object sees. */
  CelType celType();

  /** For people: {@code list of long}, {@code enum (on, off)}. */
  String text();

  /** Whether lists and maps may hold it: what Avro's union of an event holds. */
  default boolean single() {
    return true;
  }

  /** Whether its values are numbers that may have a unit. */
  default boolean numeric() {
    return false;
  }

  /** Whether its values are texts, which full-text search finds. */
  default boolean textual() {
    return false;
  }

  /** Whether values are in an order that a range can bound. */
  default boolean ordered() {
    return numeric();
  }
}
