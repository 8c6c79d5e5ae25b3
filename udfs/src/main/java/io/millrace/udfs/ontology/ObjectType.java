package io.millrace.udfs.ontology;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of objects.
 *
 * @param primaryKey properties whose values make the object's id, in this order; at least one
 * @param titleProperty the property that names an object for people, null for its id
 * @param interfaces names of those that it implements
 * @param properties by name, with those of its interfaces
 * @param computationOrder computed properties, each after those that it reads
 */
public record ObjectType(
    String name,
    Label label,
    ElementState state,
    List<String> primaryKey,
    @Nullable String titleProperty,
    List<String> interfaces,
    Map<String, Property> properties,
    List<String> computationOrder) {

  public ObjectType {
    primaryKey = List.copyOf(primaryKey);
    interfaces = List.copyOf(interfaces);
    computationOrder = List.copyOf(computationOrder);
  }

  public @Nullable Property property(String property) {
    return properties.get(property);
  }
}
