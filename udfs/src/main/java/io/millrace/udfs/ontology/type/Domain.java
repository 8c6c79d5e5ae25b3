package io.millrace.udfs.ontology.type;

import org.jspecify.annotations.Nullable;

/**
 * Which values a property may have: a type with constraints, as SQL's {@code CREATE DOMAIN} has it.
 *
 * @param unit UCUM code of what its numbers count, null for none
 * @param valueType name of the value type that it comes from, null for none
 */
public record Domain(
    DataType type, Constraints constraints, @Nullable String unit, @Nullable String valueType) {

  public static Domain of(DataType type) {
    return new Domain(type, Constraints.NONE, null, null);
  }

  /** The same under the name of a value type. */
  public Domain named(String name) {
    return new Domain(type, constraints, unit, name);
  }

  /** Whether both have the same values, whatever they are called. */
  public boolean sameValues(Domain other) {
    return anonymous(this).equals(anonymous(other));
  }

  private static Domain anonymous(Domain domain) {
    DataType type = domain.type();
    if (type instanceof ListType list) {
      type = new ListType(anonymous(list.items()));
    } else if (type instanceof MapType map) {
      type = new MapType(anonymous(map.items()));
    }
    return new Domain(type, domain.constraints(), domain.unit(), null);
  }

  /** For people: {@code email (string)}, {@code long}. */
  public String text() {
    return valueType == null ? type.text() : valueType + " (" + type.text() + ")";
  }
}
