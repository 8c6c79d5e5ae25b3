package io.millrace.udfs.ontology.use;

import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.ontology.change.Usage;
import io.millrace.udfs.rules.Rule;

/** What definitions of other kinds use of the ontology. */
public final class Usages {
  private Usages() {}

  /** The properties that it makes. */
  public static Usage of(Mapping mapping) {
    return new Usage(
        Usage.Kind.MAPPING, mapping.id(), mapping.objectType(), mapping.types().keySet());
  }

  /** The properties that it reads. */
  public static Usage of(Rule rule) {
    return new Usage(Usage.Kind.RULE, rule.id(), rule.head().objectType(), rule.head().reads());
  }
}
