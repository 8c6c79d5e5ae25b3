package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a definition.
 *
 * @param version 1, 2, 3 … within the definition; it goes on where a removed one is made anew
 * @param document JSON without insignificant space
 * @param effectiveAt from which time of reception on a rule's version judges; null for other kinds
 */
public record StoredDefinition(
    Kind kind,
    String id,
    long version,
    DefinitionState state,
    String document,
    Instant updatedAt,
    @Nullable Instant effectiveAt) {

  /** As the control topic has it. */
  Definition toAvro() {
    return new Definition(kind.word(), id, version, state, document, updatedAt, effectiveAt);
  }
}
