package io.millrace.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.local.api.DocumentFiles;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that lie in files: one document, an array of them, or {@code {"rules": […]}}; JSON or, by
 * the file's name, YAML.
 */
public final class RuleFiles {
  private RuleFiles() {}

  /**
   * The rules of a file, each as version 1.
   *
   * @throws StackException for a file that cannot be read
   * @throws DefinitionException for rules that are wrong, with the place of each in the file
   */
  public static List<Rule> read(Path file) throws DefinitionException {
    JsonNode document = DocumentFiles.read(file);
    JsonNode all = document.has("rules") ? document.path("rules") : document;
    List<Rule> rules = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Iterable<JsonNode> documents = all.isArray() ? all : List.of(all);
    int place = 0;
    for (JsonNode rule : documents) {
      String prefix = all.isArray() ? "/" + place : "";
      place++;
      try {
        rules.add(compile(rule, 1));
      } catch (DefinitionException e) {
        e.problems().forEach(p -> problems.add(new Problem(prefix + p.path(), p.reason())));
      }
    }
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
    return rules;
  }

  /** A rule as the service would publish it. */
  static Rule compile(JsonNode document, long version) throws DefinitionException {
    return new RuleCompiler(PropertyTypes.unknown())
        .compile(
            new Definition(
                "rule",
                document.path("id").asText(""),
                version,
                DefinitionState.ACTIVE,
                document.toString(),
                Instant.EPOCH,
                null));
  }
}
