package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.rules.RuleCompiler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Refuses documents that the jobs would refuse: it compiles them with the jobs' own code. */
@Component
class DefinitionValidator {
  private final KnownProperties properties;
  private final StoredSources sources;
  private final Clock clock;

  DefinitionValidator(KnownProperties properties, StoredSources sources, Clock clock) {
    this.properties = properties;
    this.sources = sources;
    this.clock = clock;
  }

  /** A problem with every error and its JSON pointer, where the document cannot be used. */
  void check(Kind kind, String id, Document document) {
    if (!kind.id().matcher(id).matches()) {
      throw invalid(List.of(new Problem("/id", "'" + id + "' must match " + kind.id())));
    }
    JsonNode own = document.tree().path("id");
    if (own.isString() && !own.stringValue().equals(id)) {
      throw new ProblemException(
          ProblemCode.ID_MISMATCH,
          "The path says '" + id + "', the document '" + own.stringValue() + "'",
          errors(List.of(new Problem("/id", "Must be '" + id + "', as in the path"))));
    }
    Definition definition =
        new Definition(
            kind.word(), id, 0L, DefinitionState.ACTIVE, document.json(), clock.instant());
    try {
      compiler(kind).compile(definition);
    } catch (DefinitionException e) {
      throw invalid(e.problems());
    }
  }

  private DefinitionCompiler<?> compiler(Kind kind) {
    return switch (kind) {
      case RULES -> new RuleCompiler(properties.types());
      case MAPPINGS -> new MappingCompiler();
      case DEVICES -> new DeviceCompiler();
      case SOURCES -> sources::compile;
    };
  }

  private static ProblemException invalid(List<Problem> problems) {
    String detail = problems.size() == 1 ? "One error" : problems.size() + " errors";
    return new ProblemException(ProblemCode.INVALID_DEFINITION, detail, errors(problems));
  }

  private static Map<String, Object> errors(List<Problem> problems) {
    return Map.of("errors", problems);
  }
}
