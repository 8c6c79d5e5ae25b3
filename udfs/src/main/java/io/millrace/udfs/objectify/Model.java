package io.millrace.udfs.objectify;

import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.instance.LinkShape;
import io.millrace.udfs.ontology.instance.ObjectShape;
import io.millrace.udfs.ontology.instance.Shapes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What objects are held against: a version of the ontology, and how conflicts are decided. */
public final class Model {
  private final Shapes shapes;
  private final Map<String, Map<String, Policy>> conflicts;
  private final Map<String, TypeModel> types = new HashMap<>();

  /**
   * @param conflicts by object type, and then by property or link type
   */
  public Model(Shapes shapes, Map<String, Map<String, Policy>> conflicts) {
    this.shapes = shapes;
    this.conflicts = conflicts;
  }

  /** Any object with any property, the newest of which counts. */
  public static Model free() {
    return new Model(Shapes.of(Ontology.empty()), Map.of());
  }

  /** What holds for a type, whether or not the ontology has it. */
  TypeModel type(String objectType) {
    return types.computeIfAbsent(
        objectType,
        type -> new TypeModel(shapes.object(type), conflicts.getOrDefault(type, Map.of())));
  }

  @Nullable ObjectShape shape(String objectType) {
    return shapes.object(objectType);
  }

  @Nullable LinkShape link(String linkType) {
    return shapes.link(linkType);
  }
}
