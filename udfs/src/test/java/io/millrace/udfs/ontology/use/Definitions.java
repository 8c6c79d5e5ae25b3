package io.millrace.udfs.ontology.use;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import java.time.Instant;

/** Mappings and rules for tests; a single quote stands for a double one. */
final class Definitions {
  private Definitions() {}

  static Mapping mapping(String id, String objectType, String fields, String more) {
    String document =
        "{'id': '%s', 'objectType': '%s', %s, 'fields': {%s}}"
            .formatted(id, objectType, more, fields);
    try {
      return new MappingCompiler().compile(definition("mapping", id, document));
    } catch (DefinitionException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  static Definition rule(String id, String objectType, String condition) {
    return definition(
        "rule",
        id,
        "{'id': '%s', 'kind': 'threshold', 'objectType': '%s', 'condition': '%s'}"
            .formatted(id, objectType, condition));
  }

  private static Definition definition(String kind, String id, String document) {
    return new Definition(
        kind, id, 1L, DefinitionState.ACTIVE, document.replace('\'', '"'), Instant.EPOCH, null);
  }
}
