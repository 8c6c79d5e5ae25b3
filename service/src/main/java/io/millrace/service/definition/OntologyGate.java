package io.millrace.service.definition;

import io.millrace.udfs.ontology.Ontology;

/**
 * Makes ready what a version of the ontology needs, before any job hears of it. Called before a
 * version is saved, and again at the start, every minute, and every few seconds while it fails; by
 * several instances of the service at once, perhaps.
 */
public interface OntologyGate {
  /**
   * @param next the version that is about to be saved; it may be the one that stands
   * @throws Exception where it cannot be done now
   */
  void prepare(Ontology next) throws Exception;
}
