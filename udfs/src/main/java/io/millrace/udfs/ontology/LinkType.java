package io.millrace.udfs.ontology;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of links between objects.
 *
 * @param id among all link types
 * @param name what it is called from its source, unique among the links of that object type
 * @param inverse what it is called from its target; null: it is not shown there
 * @param source an object type
 * @param target an object type, perhaps the same
 * @param nested whether the index keeps each link's properties together, so that one query can ask
 *     for several of the same link
 * @param properties of the link itself, by name
 * @param computationOrder computed properties, each after those that it reads
 */
public record LinkType(
    String id,
    Label label,
    ElementState state,
    String name,
    @Nullable String inverse,
    @Nullable String inverseTitle,
    String source,
    String target,
    Cardinality cardinality,
    boolean nested,
    Map<String, Property> properties,
    List<String> computationOrder) {
  public LinkType {
    computationOrder = List.copyOf(computationOrder);
  }
}
