package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyCompiler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The ontology as it stands in the database. */
@Component
public class StoredOntology {
  private static final Logger LOG = LoggerFactory.getLogger(StoredOntology.class);
  private final DefinitionStore store;
  private Ontology last = Ontology.empty();

  StoredOntology(DefinitionStore store) {
    this.store = store;
  }

  /** The version in force; an empty one before the first. */
  public Ontology present() {
    return of(store.find(Kind.ONTOLOGY, Ontology.ID).orElse(null));
  }

  /** What a version says; compiles only what is not the last one again. */
  synchronized Ontology of(@Nullable StoredDefinition stored) {
    Optional<StoredDefinition> active =
        Optional.ofNullable(stored).filter(s -> s.state() == DefinitionState.ACTIVE);
    if (active.isEmpty()) {
      return Ontology.empty();
    }
    if (last.version() != active.get().version()) {
      try {
        last = new OntologyCompiler().compile(active.get().toAvro());
      } catch (DefinitionException e) {
        // Saved by an older release: the jobs keep the last good version, which is not known here.
        LOG.warn("The ontology is not understood any more: {}", e.getMessage());
        return Ontology.empty();
      }
    }
    return last;
  }
}
