package io.millrace.udfs.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.udfs.mapping.Mapping;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the properties of object types when a rule is saved. Where a type is unknown,
 * its rules may name any property and are checked when they run.
 */
public final class PropertyTypes {
  private static final PropertyTypes UNKNOWN = new PropertyTypes(Map.of());
  private final Map<String, Map<String, CelType>> byObjectType;

  private PropertyTypes(Map<String, Map<String, CelType>> byObjectType) {
    this.byObjectType = byObjectType;
  }

  public static PropertyTypes unknown() {
    return UNKNOWN;
  }

  /** What these mappings make; a property that two of them type differently is dynamic. */
  public static PropertyTypes of(Collection<Mapping> mappings) {
    Map<String, Map<String, CelType>> types = new HashMap<>();
    for (Mapping mapping : mappings) {
      Map<String, CelType> properties =
          types.computeIfAbsent(mapping.objectType(), t -> new HashMap<>());
      mapping
          .types()
          .forEach(
              (name, type) ->
                  properties.merge(
                      name, type.celType(), (a, b) -> a.equals(b) ? a : SimpleType.DYN));
    }
    return new PropertyTypes(types);
  }

  /**
   * The same with what the ontology declares. What a mapping makes keeps the type that observations
   * have; the mapping was held against the ontology.
   *
   * @param declared types by object type and property
   */
  public PropertyTypes with(Map<String, Map<String, CelType>> declared) {
    Map<String, Map<String, CelType>> types = new HashMap<>(byObjectType);
    declared.forEach(
        (objectType, properties) -> {
          Map<String, CelType> all = new HashMap<>(properties);
          all.putAll(types.getOrDefault(objectType, Map.of()));
          types.put(objectType, all);
        });
    return new PropertyTypes(types);
  }

  /** Types by property, or null where nothing is known of the object type. */
  @Nullable Map<String, CelType> of(String objectType) {
    return byObjectType.get(objectType);
  }
}
