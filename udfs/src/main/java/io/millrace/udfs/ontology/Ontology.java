package io.millrace.udfs.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the whole ontology; immutable, and free of references to what is not there.
 *
 * @param version that it was saved as; 0 for one that was not saved
 * @param objectTypes by name, as all others, in the order of names
 * @param linkTypes by id
 */
public record Ontology(
    String name,
    long version,
    Label label,
    Map<String, ObjectType> objectTypes,
    Map<String, LinkType> linkTypes,
    Map<String, InterfaceType> interfaces,
    Map<String, ValueType> valueTypes) {

  /** The id under which it is saved and published: there is one in an installation. */
  public static final String ID = "ontology";

  /** What stands before anything is saved. */
  public static Ontology empty() {
    return new Ontology(ID, 0, Label.NONE, Map.of(), Map.of(), Map.of(), Map.of());
  }

  public @Nullable ObjectType objectType(String type) {
    return objectTypes.get(type);
  }

  public @Nullable LinkType linkType(String id) {
    return linkTypes.get(id);
  }

  /** The links of an object type with a name on its side; one to itself has both its ends. */
  public List<LinkEnd> ends(String objectType) {
    List<LinkEnd> ends = new ArrayList<>();
    for (LinkType link : linkTypes.values()) {
      if (link.source().equals(objectType)) {
        ends.add(new LinkEnd(link.name(), link, true));
      }
      String inverse = link.inverse();
      if (link.target().equals(objectType) && inverse != null) {
        ends.add(new LinkEnd(inverse, link, false));
      }
    }
    return ends;
  }

  /** The object types that implement an interface. */
  public List<ObjectType> implementing(String interfaceType) {
    return objectTypes.values().stream()
        .filter(type -> type.interfaces().contains(interfaceType))
        .toList();
  }
}
