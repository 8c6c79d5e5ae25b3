package io.millrace.service.object;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields that objects of a type have in the index, by the names that requests use. */
final class Fields {
  private static final String PREFIX = "properties.";
  private static final String PLACES = "places.";
  private static final Map<String, String> OWN =
      Map.of("id", "keyword", "seq", "long", "createdAt", "date", "updatedAt", "date");

  private final Map<String, Set<String>> types;

  /**
   * @param types types by path, of everything below {@code properties} and {@code places}
   */
  Fields(Map<String, Set<String>> types) {
    this.types = types;
  }

  /** A property by name; a problem where no object of the type has it. */
  Field property(String name) {
    String path = PREFIX + name;
    Set<String> of = types.getOrDefault(path, Set.of());
    String exact = path + ".keyword";
    if (of.contains("text") && types.containsKey(exact)) {
      return new Field(exact, "keyword");
    }
    if (of.contains(Field.MAP)) {
      throw Filter.invalid("'" + name + "' is a map: compare an entry, " + name + ".KEY");
    }
    if (of.isEmpty() && inMap(path)) {
      return new Field(path, Field.MAP);
    }
    if (of.isEmpty() || of.contains("object") || of.contains("nested") || of.contains("text")) {
      throw Filter.invalid("'" + name + "' is no property to compare; known are " + names());
    }
    return new Field(path, of.iterator().next());
  }

  /** What to sort by: the object's own id, seq, createdAt, updatedAt, or else a property. */
  Field sortable(String name) {
    String type = OWN.get(name);
    Field field = type == null ? property(name) : new Field(name, type);
    field.checkOrdered();
    return field;
  }

  /** A property that is a place on Earth; a problem where no object of the type has it. */
  Field place(String name) {
    String path = PLACES + name;
    if (!types.getOrDefault(path, Set.of()).contains("geo_point")) {
      throw Filter.invalid("'" + name + "' is no place that something could be near to");
    }
    return new Field(path, "geo_point");
  }

  /** A property that is a vector; a problem where no object of the type has it. */
  Field vector(String name) {
    String path = PREFIX + name;
    if (!types.getOrDefault(path, Set.of()).contains("dense_vector")) {
      throw Filter.invalid("'" + name + "' is no vector that something could be like");
    }
    return new Field(path, "dense_vector");
  }

  /** Entries of maps have no field of their own. */
  private boolean inMap(String path) {
    for (int end = path.lastIndexOf('.');
        end >= PREFIX.length();
        end = path.lastIndexOf('.', end - 1)) {
      if (types.getOrDefault(path.substring(0, end), Set.of()).contains(Field.MAP)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is another way to index its parent, such as a keyword's {@code .text}. */
  private boolean isSubfield(String path) {
    Set<String> parent = types.get(path.substring(0, path.lastIndexOf('.')));
    return parent != null && !parent.contains("object");
  }

  private String names() {
    return types.keySet().stream()
        .filter(path -> path.startsWith(PREFIX) && !isSubfield(path))
        .map(path -> path.substring(PREFIX.length()))
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }
}
