package io.millrace.udfs.ontology.use;

import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.Domain;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.ScalarType;
import io.millrace.udfs.ontology.type.VectorType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which types of mappings may become which types of the ontology. */
final class TypeFit {
  private static final Map<ScalarType, Set<FieldType>> SCALARS =
      Map.of(
          ScalarType.STRING,
              EnumSet.of(
                  FieldType.STRING,
                  FieldType.ENUM,
                  FieldType.TIMESTAMP,
                  FieldType.LONG,
                  FieldType.BOOLEAN),
          ScalarType.BOOLEAN, EnumSet.of(FieldType.BOOLEAN),
          ScalarType.INTEGER, EnumSet.of(FieldType.LONG),
          ScalarType.LONG, EnumSet.of(FieldType.LONG),
          ScalarType.DOUBLE, EnumSet.of(FieldType.DOUBLE, FieldType.LONG),
          ScalarType.TIMESTAMP, EnumSet.of(FieldType.TIMESTAMP),
          ScalarType.DATE, EnumSet.of(FieldType.STRING),
          ScalarType.DURATION, EnumSet.of(FieldType.DURATION),
          ScalarType.GEO_POINT, EnumSet.of(FieldType.GEO_POINT));

  private TypeFit() {}

  /** Whether what the mapping makes can be a value of the type. */
  static boolean fits(PropertyType made, DataType wanted) {
    FieldType kind = made.kind();
    if (wanted instanceof ScalarType scalar) {
      return SCALARS.getOrDefault(scalar, Set.of()).contains(kind);
    }
    if (wanted instanceof DecimalType) {
      return kind == FieldType.LONG || kind == FieldType.DOUBLE || kind == FieldType.STRING;
    }
    if (wanted instanceof EnumType words) {
      return kind == FieldType.STRING
          || (kind == FieldType.ENUM && words.values().containsAll(made.values()));
    }
    PropertyType items = made.items();
    if (wanted instanceof VectorType) {
      return kind == FieldType.LIST && items != null && fits(items, ScalarType.DOUBLE);
    }
    Domain element = element(wanted);
    FieldType holder = wanted instanceof ListType ? FieldType.LIST : FieldType.MAP;
    return kind == holder && items != null && element != null && fits(items, element.type());
  }

  /** The unit in which numbers are counted, in it or in its elements. */
  static @Nullable String unit(Domain domain) {
    Domain element = element(domain.type());
    return element == null ? domain.unit() : element.unit();
  }

  private static @Nullable Domain element(DataType type) {
    if (type instanceof ListType list) {
      return list.items();
    }
    return type instanceof MapType map ? map.items() : null;
  }
}
