package io.millrace.udfs.ontology;

/**
 * A link type as one of its object types sees it.
 *
 * @param name what it is called from here
 * @param fromSource whether this side is the source
 */
public record LinkEnd(String name, LinkType link, boolean fromSource) {
  /** The object type on the other side. */
  public String other() {
    return fromSource ? link.target() : link.source();
  }

  /** Whether an object on this side may have many. */
  public boolean many() {
    return fromSource ? link.cardinality().manyTargets() : link.cardinality().manySources();
  }
}
