package io.millrace.udfs.ontology.use;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import java.util.HashMap;
import java.util.Map;

/** The properties that observations of an object type may have, as rules see them. */
public final class DeclaredTypes {
  private DeclaredTypes() {}

  /** By object type and property; without what is computed, for no observation has it. */
  public static Map<String, Map<String, CelType>> of(Ontology ontology) {
    Map<String, Map<String, CelType>> types = new HashMap<>();
    ontology.objectTypes().forEach((name, type) -> types.put(name, of(type)));
    return types;
  }

  private static Map<String, CelType> of(ObjectType type) {
    Map<String, CelType> types = new HashMap<>();
    type.properties()
        .forEach(
            (name, property) -> {
              if (!property.isComputed()) {
                types.put(name, of(property.domain().type()));
              }
            });
    return types;
  }

  /** A decimal comes as a number or a text, as its mapping says. */
  private static CelType of(DataType type) {
    boolean open =
        type instanceof DecimalType
            || (type instanceof ListType list && list.items().type() instanceof DecimalType)
            || (type instanceof MapType map && map.items().type() instanceof DecimalType);
    return open ? SimpleType.DYN : type.celType();
  }
}
