package io.millrace.udfs.ontology;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.ontology.lint.Finding;
import io.millrace.udfs.ontology.read.OntologyReader;
import java.time.Instant;

/** Ontologies for tests: JSON in which a single quote stands for a double one. */
public final class Documents {
  private Documents() {}

  /** A document with these members beside its name. */
  public static String document(String members) {
    return ("{'name': 'plant', 'title': 'Plant', " + members + "}").replace('\'', '"');
  }

  /** One object type, {@code machine} with the key {@code id}, that has these properties too. */
  public static String machine(String properties) {
    return document(
        """
        'objectTypes': {'machine': {
          'title': 'Machine', 'primaryKey': 'id', 'titleProperty': 'id',
          'properties': {'id': {'title': 'Id', 'type': 'string'}, %s}}}"""
            .formatted(properties));
  }

  public static OntologyReading reading(String document) {
    return OntologyReader.read(document, 1);
  }

  /** What is found, each as {@code code path}. */
  public static java.util.List<String> findings(String document) {
    return reading(document).findings().stream().map(Documents::text).toList();
  }

  private static String text(Finding finding) {
    return finding.code().code() + " " + finding.path();
  }

  /** The ontology, which must be free of errors. */
  public static Ontology ontology(String document) {
    try {
      return reading(document).orThrow();
    } catch (DefinitionException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** As {@code control-ontology} has it. */
  public static Definition definition(long version, String document) {
    return new Definition(
        "ontology", Ontology.ID, version, DefinitionState.ACTIVE, document, Instant.EPOCH, null);
  }
}
