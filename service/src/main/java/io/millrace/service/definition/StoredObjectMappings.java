package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.objectify.mapping.ObjectMapping;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappingFit;
import io.millrace.udfs.ontology.change.Usage;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Object mappings beside the ontology. */
@Component
class StoredObjectMappings {
  private static final Logger LOG = LoggerFactory.getLogger(StoredObjectMappings.class);
  private static final ObjectMappingCompiler COMPILER = new ObjectMappingCompiler();

  private final DefinitionStore store;
  private final StoredOntology ontology;

  StoredObjectMappings(DefinitionStore store, StoredOntology ontology) {
    this.store = store;
    this.ontology = ontology;
  }

  /** What is wrong with one that is to be saved: with itself, or beside the ontology. */
  List<Problem> problems(Definition definition) {
    try {
      return ObjectMappingFit.problems(COMPILER.compile(definition), ontology.present());
    } catch (DefinitionException e) {
      return e.problems();
    }
  }

  /** What those in force make of the ontology. */
  List<Usage> usages() {
    List<Usage> usages = new ArrayList<>();
    for (StoredDefinition stored : store.active(Kind.OBJECT_MAPPINGS)) {
      try {
        ObjectMapping mapping = COMPILER.compile(stored.toAvro());
        usages.addAll(ObjectMappingFit.usages(mapping));
      } catch (DefinitionException e) {
        LOG.warn("Object mapping {} is of another release: {}", stored.id(), e.getMessage());
      }
    }
    return usages;
  }
}
