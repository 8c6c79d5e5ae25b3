package io.millrace.udfs.ontology.change;

import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.InterfaceType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions. What interfaces and value types bring about is reported at the object and
 * link types that have them, where it acts.
 */
public final class OntologyDiff {
  private final Ontology before;
  private final Ontology after;
  private final List<Change> found = new ArrayList<>();
  private final Changes changes = Changes.into(found);

  private OntologyDiff(Ontology before, Ontology after) {
    this.before = before;
    this.after = after;
  }

  /** All changes by place, each with those of the usages that it touches. */
  public static List<Change> between(Ontology before, Ontology after, List<Usage> usages) {
    return new OntologyDiff(before, after)
        .found().stream()
            .map(change -> change.touching(usages))
            .sorted(Comparator.comparing(Change::path).thenComparing(Change::code))
            .toList();
  }

  private List<Change> found() {
    changes.label(before.label(), after.label());
    each(
        before.valueTypes(),
        after.valueTypes(),
        (name, from, to) -> valueType("/valueTypes/" + name, from, to));
    each(
        before.interfaces(),
        after.interfaces(),
        (name, from, to) -> interfaceType("/interfaces/" + name, from, to));
    each(
        before.objectTypes(),
        after.objectTypes(),
        (name, from, to) -> ObjectTypeDiff.add(changes, from, to));
    each(
        before.linkTypes(),
        after.linkTypes(),
        (name, from, to) -> LinkTypeDiff.add(changes, from, to));
    return found;
  }

  private void valueType(String path, @Nullable ValueType from, @Nullable ValueType to) {
    Changes at = changes.of(path, List.of(), ElementState.ACTIVE);
    if (from == null) {
      at.add(ChangeCode.VALUE_TYPE_ADDED, Impact.SAFE, IndexAction.NONE, "Is new");
    } else if (to == null) {
      at.add(ChangeCode.VALUE_TYPE_REMOVED, Impact.SAFE, IndexAction.NONE, "Is gone");
    } else {
      at.label(from.label(), to.label());
      at.state(from.state(), to.state());
      if (!from.domain().equals(to.domain())) {
        at.add(
            ChangeCode.VALUE_TYPE_CHANGED,
            Impact.SAFE,
            IndexAction.NONE,
            "Changed; what follows stands at the properties that have it");
      }
    }
  }

  private void interfaceType(
      String path, @Nullable InterfaceType from, @Nullable InterfaceType to) {
    Changes at = changes.of(path, List.of(), from == null ? ElementState.ACTIVE : from.state());
    if (from == null) {
      at.add(ChangeCode.INTERFACE_ADDED, Impact.SAFE, IndexAction.NONE, "Is new");
    } else if (to == null) {
      at.add(ChangeCode.INTERFACE_REMOVED, Impact.BREAKING, IndexAction.NONE, "Is gone");
    } else {
      at.label(from.label(), to.label());
      at.state(from.state(), to.state());
      List<Change> below = new ArrayList<>();
      PropertyDiff.addAll(Changes.into(below), from.properties(), to.properties(), false);
      if (!below.isEmpty()) {
        at.add(
            ChangeCode.INTERFACE_CHANGED,
            Impact.SAFE,
            IndexAction.NONE,
            "Changed; what follows stands at the object types that implement it");
      }
    }
  }

  /**
   * Calls for each name of either, in the order of names; null stands for the one that lacks it.
   */
  static <T> void each(Map<String, T> before, Map<String, T> after, Pair<T> pair) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.forEach(name -> pair.compare(name, before.get(name), after.get(name)));
  }

  /** Two versions of one element, of which one may be missing. */
  interface Pair<T> {
    void compare(String name, @Nullable T from, @Nullable T to);
  }
}
