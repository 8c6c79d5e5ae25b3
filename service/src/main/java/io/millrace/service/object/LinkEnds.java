package io.millrace.service.object;

import java.util.List;

/** The links that objects of a type can have, as the ontology in force says. */
public interface LinkEnds {
  /**
   * One end of a link type.
   *
   * @param name what it is called from this end
   * @param linkType its id
   * @param source whether the object is its source, else its target
   */
  record End(String name, String linkType, boolean source) {}

  /** The ends with a name at this type; none where the ontology lacks it. */
  List<End> of(String objectType);

  /** Whether the ontology has this link type. */
  boolean has(String linkType);
}
