package io.millrace.service.definition;

import io.millrace.udfs.ontology.Ontology;

/** Makes ready what a version of the ontology needs, before any job hears of it. */
public interface OntologyGate {
  /**
   * Does what it can; what it cannot, it does later by itself.
   *
   * @param next the version that is about to be saved; it may be the one that stands
   */
  void prepare(Ontology next);
}
