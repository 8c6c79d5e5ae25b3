package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.SourceCompiler;
import io.millrace.udfs.source.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The sources in force, as the ingest job knows them. */
@Component
class StoredSources {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSources.class);

  /** Which tolerance a source takes where it names none is the job's affair. */
  private static final SourceCompiler COMPILER = new SourceCompiler(Duration.ZERO);

  private final DefinitionStore store;

  StoredSources(DefinitionStore store) {
    this.store = store;
  }

  /** All of them. */
  Sources all() {
    return new Sources(compiled());
  }

  /**
   * Compiles a source, which must not describe a sender that another one describes already.
   *
   * @throws DefinitionException for a document that is no source
   */
  Source compile(Definition definition) throws DefinitionException {
    Source source = COMPILER.compile(definition);
    for (Source other : compiled()) {
      if (other.sender().equals(source.sender()) && !other.id().equals(source.id())) {
        String reason = "'" + source.sender() + "' is described by source '" + other.id() + "'";
        throw new DefinitionException(List.of(new Problem("/source", reason)));
      }
    }
    return source;
  }

  private List<Source> compiled() {
    List<Source> sources = new ArrayList<>();
    for (StoredDefinition stored : store.active(Kind.SOURCES)) {
      try {
        sources.add(COMPILER.compile(stored.toAvro()));
      } catch (DefinitionException e) {
        // Saved by an older release: the jobs set it aside as well.
        LOG.warn("Source {} is not understood any more: {}", stored.id(), e.getMessage());
      }
    }
    return sources;
  }
}
