package io.millrace.service.definition;

import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.ontology.use.DeclaredTypes;
import io.millrace.udfs.rules.PropertyTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What mappings in force make and the ontology declares: the properties that rules may name. */
@Component
class KnownProperties {
  private static final Logger LOG = LoggerFactory.getLogger(KnownProperties.class);
  private final DefinitionStore store;
  private final StoredOntology ontology;
  private final DefinitionTable<Mapping> mappings = new DefinitionTable<>(new MappingCompiler());
  private Set<String> known = Set.of();

  KnownProperties(DefinitionStore store, StoredOntology ontology) {
    this.store = store;
    this.ontology = ontology;
  }

  /** Types by object type and property. */
  PropertyTypes types() {
    return PropertyTypes.of(mappings()).with(DeclaredTypes.of(ontology.present()));
  }

  /** The mappings in force; compiles only what changed since the last call. */
  synchronized List<Mapping> mappings() {
    Set<String> present = new HashSet<>();
    for (StoredDefinition stored : store.active(Kind.MAPPINGS)) {
      present.add(stored.id());
      warn(stored.id(), mappings.apply(stored.toAvro()));
    }
    known.stream().filter(id -> !present.contains(id)).forEach(mappings::forget);
    known = present;
    mappings.settle();
    return List.copyOf(mappings.values());
  }

  private static void warn(String id, Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      // Saved by an older release: the jobs set it aside as well.
      LOG.warn("Mapping {} is not understood any more: {}", id, rejected.problems());
    }
  }
}
