package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.Ontology;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version of the ontology, compiled to hold objects against; safe for use by many threads. */
public final class Shapes {
  private final Ontology ontology;
  private final Map<String, ObjectShape> objects = new HashMap<>();
  private final Map<String, LinkShape> links = new HashMap<>();

  private Shapes(Ontology ontology) {
    this.ontology = ontology;
    ontology.objectTypes().forEach((name, type) -> objects.put(name, ObjectShape.of(type)));
    ontology.linkTypes().forEach((id, type) -> links.put(id, LinkShape.of(type)));
  }

  public static Shapes of(Ontology ontology) {
    return new Shapes(ontology);
  }

  public Ontology ontology() {
    return ontology;
  }

  /** The shape of an object type; null where the ontology lacks it. */
  public @Nullable ObjectShape object(String type) {
    return objects.get(type);
  }

  /** The shape of a link type by its id; null where the ontology lacks it. */
  public @Nullable LinkShape link(String id) {
    return links.get(id);
  }
}
