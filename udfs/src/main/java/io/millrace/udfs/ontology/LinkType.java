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

  /**
   * Whether its source keeps a link of this type: so the end that has at most one where one has,
   * else the source.
   */
  public boolean ownedBySource() {
    return cardinality != Cardinality.ONE_TO_MANY;
  }

  /** The object type that keeps its links. */
  public String owner() {
    return ownedBySource() ? source : target;
  }

  /** The object type at the other end. */
  public String other() {
    return ownedBySource() ? target : source;
  }

  /** Whether an owner has at most one. */
  public boolean single() {
    return cardinality != Cardinality.MANY_TO_MANY;
  }
}
