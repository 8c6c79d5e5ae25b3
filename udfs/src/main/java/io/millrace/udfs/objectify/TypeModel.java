package io.millrace.udfs.objectify;

import io.millrace.udfs.ontology.instance.ObjectShape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the objects of one type.
 *
 * @param shape null where the ontology lacks the type: then it may have any properties
 * @param conflicts which claim wins, by property or link type; {@link Policy#NEWEST} for others
 */
record TypeModel(@Nullable ObjectShape shape, Map<String, Policy> conflicts) {

  Policy policy(String name) {
    return conflicts.getOrDefault(name, Policy.NEWEST);
  }

  /** The properties that the id alone says. */
  Map<String, @Nullable Object> keyOf(String id) {
    return shape == null ? Map.of() : shape.key().keyOf(id).values();
  }

  /** The whole object of what is claimed of it: with key, defaults and what is computed. */
  Map<String, @Nullable Object> complete(
      Map<String, @Nullable Object> key, Map<String, Object> claimed) {
    if (shape == null) {
      return new HashMap<>(claimed);
    }
    Map<String, @Nullable Object> stored = new HashMap<>(key);
    stored.putAll(claimed);
    return shape.properties().complete(stored).values();
  }
}
