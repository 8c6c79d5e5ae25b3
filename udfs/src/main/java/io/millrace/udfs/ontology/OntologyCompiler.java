package io.millrace.udfs.ontology;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.ontology.read.OntologyReader;

/**
 * Makes the ontology of a record of {@code control-ontology}, which holds a whole version: so a job
 * has all of one or all of another. In a {@link io.millrace.udfs.definition.DefinitionTable} a
 * broken version leaves the last good one in force.
 */
public final class OntologyCompiler implements DefinitionCompiler<Ontology> {
  @Override
  public Ontology compile(Definition definition) throws DefinitionException {
    return OntologyReader.read(definition.getDocument(), definition.getVersion()).orThrow();
  }
}
