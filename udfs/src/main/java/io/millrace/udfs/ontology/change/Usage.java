package io.millrace.udfs.ontology.change;

import io.millrace.udfs.projection.SearchDocument;
import java.util.Locale;
import java.util.Set;

/**
 * Something that stands on an object type.
 *
 * @param id of the mapping, rule, object mapping or query; name of the index
 * @param properties that it sets or reads
 */
public record Usage(Kind kind, String id, String objectType, Set<String> properties) {
  public Usage {
    properties = Set.copyOf(properties);
  }

  /** What it is. */
  public enum Kind {
    /** Makes objects of observations. */
    MAPPING,
    /** Makes objects of data sets. */
    OBJECT_MAPPING,
    RULE,
    QUERY,
    INDEX;

    /** The name for programs, in kebab case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it gives objects their properties. */
    boolean writes() {
      return this == MAPPING || this == OBJECT_MAPPING;
    }
  }

  /** The search index of an object type. */
  static Usage index(String objectType) {
    return new Usage(Kind.INDEX, SearchDocument.alias(objectType), objectType, Set.of());
  }

  /** Whether somebody should look at it because of the change. */
  boolean touchedBy(Change change) {
    boolean grave = change.impact() != Impact.SAFE || change.code() == ChangeCode.STATE_CHANGED;
    if (!grave || !change.objectTypes().contains(objectType)) {
      return false;
    }
    String property = change.property();
    if (property == null) {
      return true;
    }
    // A new property that objects must have: whoever makes them does not set it yet.
    boolean demanded = change.code() == ChangeCode.PROPERTY_ADDED && change.breaking();
    return properties.contains(property) || (demanded && kind.writes());
  }
}
