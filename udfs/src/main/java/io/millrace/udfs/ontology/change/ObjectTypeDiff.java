package io.millrace.udfs.ontology.change;

import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.ObjectType;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two versions of an object type. */
final class ObjectTypeDiff {
  private ObjectTypeDiff() {}

  static void add(Changes changes, @Nullable ObjectType from, @Nullable ObjectType to) {
    if (from == null) {
      if (to != null) {
        at(changes, to.name(), ElementState.ACTIVE)
            .add(ChangeCode.OBJECT_TYPE_ADDED, Impact.SAFE, IndexAction.NONE, "Is new");
      }
      return;
    }
    Changes at = at(changes, from.name(), from.state());
    if (to == null) {
      at.add(ChangeCode.OBJECT_TYPE_REMOVED, Impact.BREAKING, IndexAction.NONE, "Is gone");
      return;
    }
    at.label(from.label(), to.label());
    at.state(from.state(), to.state());
    if (!from.primaryKey().equals(to.primaryKey())) {
      at.add(
          ChangeCode.KEY_CHANGED,
          Impact.BREAKING,
          IndexAction.REBUILD,
          "Objects would have other ids: %s instead of %s"
              .formatted(to.primaryKey(), from.primaryKey()));
    }
    if (!Objects.equals(from.titleProperty(), to.titleProperty())) {
      at.add(
          ChangeCode.TITLE_PROPERTY_CHANGED,
          Impact.NEEDS_BACKFILL,
          IndexAction.REBUILD,
          "Objects are named by another property");
    }
    interfaces(at, from, to);
    PropertyDiff.addAll(at, from.properties(), to.properties(), true);
  }

  private static Changes at(Changes changes, String name, ElementState state) {
    return changes.of("/objectTypes/" + name, List.of(name), state);
  }

  private static void interfaces(Changes at, ObjectType from, ObjectType to) {
    TreeSet<String> dropped = new TreeSet<>(from.interfaces());
    to.interfaces().forEach(dropped::remove);
    for (String name : dropped) {
      at.add(
          ChangeCode.INTERFACE_DROPPED,
          Impact.BREAKING,
          IndexAction.NONE,
          "Queries over '" + name + "' no longer find it");
    }
    TreeSet<String> added = new TreeSet<>(to.interfaces());
    from.interfaces().forEach(added::remove);
    for (String name : added) {
      at.add(
          ChangeCode.INTERFACE_IMPLEMENTED,
          Impact.SAFE,
          IndexAction.NONE,
          "Implements '" + name + "' now");
    }
  }
}
