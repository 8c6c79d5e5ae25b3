package io.millrace.service.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * What a link is called from an object; a link to itself has the name from its source.
   *
   * @param ends of the object's type
   * @param source whether the object is the link's source
   * @return null where none of the ends is of the link's type
   */
  static @Nullable String name(List<End> ends, String linkType, boolean source) {
    List<End> of = ends.stream().filter(end -> end.linkType().equals(linkType)).toList();
    return of.stream()
        .filter(end -> end.source() == source)
        .findFirst()
        .or(() -> of.stream().findFirst())
        .map(End::name)
        .orElse(null);
  }
}
