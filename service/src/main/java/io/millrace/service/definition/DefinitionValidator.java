package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.codec.CodecCompiler;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.ontology.OntologyCompiler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Refuses documents that the jobs would refuse: it compiles them with the jobs' own code. */
@Component
class DefinitionValidator {
  private final RuleChanges rules;
  private final MappingFamily mappings;
  private final StoredSources sources;
  private final StoredObjectMappings objectMappings;
  private final Clock clock;

  DefinitionValidator(
      RuleChanges rules,
      MappingFamily mappings,
      StoredSources sources,
      StoredObjectMappings objectMappings,
      Clock clock) {
    this.rules = rules;
    this.mappings = mappings;
    this.sources = sources;
    this.objectMappings = objectMappings;
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
            kind.word(), id, 0L, DefinitionState.ACTIVE, document.json(), clock.instant(), null);
    List<Problem> problems =
        switch (kind) {
          case RULES, SHADOWS -> rules.problems(kind, definition);
          case MAPPINGS -> mappings.problems(definition);
          case DEVICES -> problems(new DeviceCompiler(), definition);
          case SOURCES -> problems(sources::compile, definition);
          case OBJECT_MAPPINGS -> objectMappings.problems(definition);
          case CODECS -> problems(new CodecCompiler(), definition);
          case ONTOLOGY -> problems(new OntologyCompiler(), definition);
        };
    if (!problems.isEmpty()) {
      throw invalid(problems);
    }
  }

  /** A problem where others could not do without it. */
  void checkRemoval(Kind kind, String id) {
    List<String> extending = kind == Kind.MAPPINGS ? mappings.extending(id) : List.of();
    if (!extending.isEmpty()) {
      throw new ProblemException(
          ProblemCode.DEFINITION_IN_USE,
          "'" + id + "' is extended by " + String.join(", ", extending));
    }
  }

  private static List<Problem> problems(DefinitionCompiler<?> compiler, Definition definition) {
    try {
      compiler.compile(definition);
      return List.of();
    } catch (DefinitionException e) {
      return e.problems();
    }
  }

  private static ProblemException invalid(List<Problem> problems) {
    String detail = problems.size() == 1 ? "One error" : problems.size() + " errors";
    return new ProblemException(ProblemCode.INVALID_DEFINITION, detail, errors(problems));
  }

  private static Map<String, Object> errors(List<Problem> problems) {
    return Map.of("errors", problems);
  }
}
