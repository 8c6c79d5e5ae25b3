package io.millrace.udfs.definition;

import io.millrace.schemas.avro.Definition;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns a definition's document into what evaluates it; the same code in service and job.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface DefinitionCompiler<T> {
  /** What evaluates a definition that stands alone. */
  T compile(Definition definition) throws DefinitionException;

  /** Ids of the definitions of the same kind that this one is built upon; most stand alone. */
  default Set<String> bases(Definition definition) {
    return Set.of();
  }

  /**
   * The definition as it is with all that it takes over from its bases: it stands alone.
   *
   * @param bases each of {@link #bases} by id, resolved
   */
  default Definition resolve(Definition definition, Function<String, Definition> bases)
      throws DefinitionException {
    return definition;
  }
}
