package io.millrace.udfs.definition;

import io.millrace.schemas.avro.Definition;

/**
 * Turns a definition's document into what evaluates it; the same code in service and job.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface DefinitionCompiler<T> {
  T compile(Definition definition) throws DefinitionException;
}
