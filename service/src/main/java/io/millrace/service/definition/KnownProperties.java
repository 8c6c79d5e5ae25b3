package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.rules.PropertyTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the mappings in force make of messages: the properties that rules may name. */
@Component
class KnownProperties {
  private static final Logger LOG = LoggerFactory.getLogger(KnownProperties.class);
  private final DefinitionStore store;
  private Map<StoredDefinition, Mapping> compiled = Map.of();

  KnownProperties(DefinitionStore store) {
    this.store = store;
  }

  /** Types by object type and property; compiles only mappings that changed since the last call. */
  synchronized PropertyTypes types() {
    Map<StoredDefinition, Mapping> present = new HashMap<>();
    List<Mapping> mappings = new ArrayList<>();
    for (StoredDefinition stored : store.active(Kind.MAPPINGS)) {
      Mapping known = compiled.get(stored);
      try {
        Mapping mapping = known == null ? compile(stored) : known;
        present.put(stored, mapping);
        mappings.add(mapping);
      } catch (DefinitionException e) {
        // Saved by an older release: the jobs set it aside as well.
        LOG.warn("Mapping {} is not understood any more: {}", stored.id(), e.getMessage());
      }
    }
    compiled = present;
    return PropertyTypes.of(mappings);
  }

  private static Mapping compile(StoredDefinition stored) throws DefinitionException {
    return new MappingCompiler()
        .compile(
            new Definition(
                stored.kind().word(),
                stored.id(),
                stored.version(),
                stored.state(),
                stored.document(),
                stored.updatedAt()));
  }
}
