package io.millrace.udfs.objectify;

import io.millrace.udfs.Ids;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.type.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ontology adds to objects: the properties of the key, defaults, and what is computed.
 * Where two versions of a type have the same fingerprint, they make the same object of the same
 * claims.
 */
public final class Completion {
  private Completion() {}

  /** A fingerprint of each object type, by name. */
  public static Map<String, String> fingerprints(Ontology ontology) {
    Map<String, String> prints = new TreeMap<>();
    ontology.objectTypes().forEach((name, type) -> prints.put(name, of(type)));
    return prints;
  }

  private static String of(ObjectType type) {
    List<String> parts = new ArrayList<>(type.primaryKey());
    new TreeMap<>(type.properties())
        .forEach(
            (name, property) -> {
              boolean ofKey = type.primaryKey().contains(name);
              parts.add(name);
              parts.add(String.valueOf(property.source()));
              parts.add(text(property.otherwise()));
              parts.add(domain(property, ofKey));
            });
    return Ids.derive(parts.toArray(new String[0]));
  }

  /** Of what is stored, the type decides alone in which form expressions see it. */
  private static String domain(Property property, boolean ofKey) {
    Domain domain = property.domain();
    return property.isComputed() || ofKey
        ? domain.type() + " " + domain.constraints()
        : domain.type().text();
  }

  private static String text(@Nullable Object otherwise) {
    return otherwise instanceof Map<?, ?> map
        ? new TreeMap<Object, Object>(map).toString()
        : String.valueOf(otherwise);
  }
}
