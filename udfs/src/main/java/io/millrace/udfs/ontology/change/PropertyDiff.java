package io.millrace.udfs.ontology.change;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.Property;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the properties of two versions of a type. */
final class PropertyDiff {
  private PropertyDiff() {}

  /**
   * @param ofObjects whether of an object type
   */
  static void addAll(
      Changes changes,
      Map<String, Property> before,
      Map<String, Property> after,
      boolean ofObjects) {
    OntologyDiff.each(
        before,
        after,
        (name, from, to) -> {
          ElementState state = from == null ? ElementState.ACTIVE : from.state();
          Changes at = changes.ofProperty(name, ofObjects, state);
          if (from == null) {
            added(at, Objects.requireNonNull(to));
          } else if (to == null) {
            at.add(ChangeCode.PROPERTY_REMOVED, Impact.BREAKING, IndexAction.REBUILD, "Is gone");
          } else {
            changed(at, from, to);
          }
        });
  }

  private static void added(Changes at, Property property) {
    boolean filled = property.isComputed() || property.otherwise() != null;
    if (property.required() && !filled) {
      at.add(
          ChangeCode.PROPERTY_ADDED,
          Impact.BREAKING,
          IndexAction.IN_PLACE,
          "Is new and required, and objects that stand have none");
    } else if (filled) {
      at.add(
          ChangeCode.PROPERTY_ADDED,
          Impact.NEEDS_BACKFILL,
          IndexAction.REBUILD,
          "Is new, and objects that stand are to have it too");
    } else {
      at.add(ChangeCode.PROPERTY_ADDED, Impact.SAFE, IndexAction.IN_PLACE, "Is new");
    }
  }

  private static void changed(Changes at, Property from, Property to) {
    at.label(from.label(), to.label());
    at.state(from.state(), to.state());
    DomainDiff.add(at, from.domain(), to.domain());
    if (from.isComputed() != to.isComputed()) {
      at.add(
          ChangeCode.COMPUTATION_CHANGED,
          Impact.BREAKING,
          IndexAction.REBUILD,
          to.isComputed() ? "Is computed now: nobody may set it" : "Is no longer computed");
      return;
    }
    computation(at, from, to);
    demand(at, ChangeCode.REQUIRED_CHANGED, demanded(from), demanded(to), "required");
    demand(at, ChangeCode.UNIQUE_CHANGED, from.unique(), to.unique(), "unique");
    at.gain(ChangeCode.INDEXED_CHANGED, from.indexed(), to.indexed(), "indexed");
    at.gain(ChangeCode.SEARCHABLE_CHANGED, from.searchable(), to.searchable(), "searchable");
    at.gain(ChangeCode.SENSITIVE_CHANGED, from.sensitive(), to.sensitive(), "sensitive");
    if (!Objects.equals(from.otherwise(), to.otherwise())) {
      at.add(
          ChangeCode.DEFAULT_CHANGED,
          Impact.NEEDS_BACKFILL,
          IndexAction.REBUILD,
          "Objects without it have %s instead of %s"
              .formatted(shown(to.otherwise()), shown(from.otherwise())));
    }
  }

  /** Whether who makes an object must set it. */
  private static boolean demanded(Property property) {
    return property.required() && property.otherwise() == null;
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "none" : "'" + value + "'";
  }

  private static void demand(
      Changes at, ChangeCode code, boolean before, boolean after, String what) {
    if (before != after) {
      at.add(
          code,
          after ? Impact.BREAKING : Impact.SAFE,
          IndexAction.NONE,
          after ? "Is " + what + " now" : "Is no longer " + what);
    }
  }

  private static void computation(Changes at, Property from, Property to) {
    if (!Objects.equals(text(from.computed()), text(to.computed()))) {
      at.add(
          ChangeCode.COMPUTATION_CHANGED,
          Impact.NEEDS_BACKFILL,
          IndexAction.REBUILD,
          "Is computed otherwise: objects that stand have what it gave before");
    }
  }

  private static @Nullable String text(@Nullable Expression expression) {
    return expression == null ? null : expression.canonicalText();
  }
}
