package io.millrace.service.definition;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.SourceCompiler;
import io.millrace.udfs.source.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sources in force as they stand in the database, by the job's own order. */
final class StoredSources {
  /** Tolerances are about time, which a trial does not judge. */
  private static final SourceCompiler COMPILER = new SourceCompiler(Duration.ZERO);

  private StoredSources() {}

  static Sources of(DefinitionStore store) {
    List<Source> sources = new ArrayList<>();
    for (StoredDefinition stored : store.active(Kind.SOURCES)) {
      try {
        sources.add(COMPILER.compile(stored.toAvro()));
      } catch (DefinitionException e) {
        // Saved by an older release: the jobs do not know it either.
      }
    }
    return new Sources(sources);
  }
}
