package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.ObjectType;

/** An object type, compiled: how its properties are checked, and how ids are made of its key. */
public record ObjectShape(ObjectType type, PropertyShape properties, ObjectKey key) {
  static ObjectShape of(ObjectType type) {
    return new ObjectShape(
        type, new PropertyShape(type.properties(), type.computationOrder()), ObjectKey.of(type));
  }
}
