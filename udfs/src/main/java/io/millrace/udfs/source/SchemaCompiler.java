package io.millrace.udfs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.SchemaLoader;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import java.util.List;
import java.util.Locale;

/** Compiles JSON Schemas of 2020-12, and fetches nothing: a schema stands on its own. */
final class SchemaCompiler {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaCompiler() {}

  /**
   * @throws DefinitionException for what is no schema, with JSON pointers into it
   */
  static PayloadSchema compile(JsonNode document) throws DefinitionException {
    JsonNode dialect = document.path("$schema");
    if (!dialect.isMissingNode() && !SchemaId.V202012.equals(dialect.asText())) {
      throw broken("/$schema", "Must be " + SchemaId.V202012 + ", or absent");
    }
    JsonSchemaFactory factory = factory();
    checkAgainstDialect(factory, document);
    try {
      JsonSchema schema = factory.getSchema(document, config());
      schema.initializeValidators();
      rehearse(schema);
      return new PayloadSchema(schema);
    } catch (JsonSchemaException | PatternSyntaxException e) {
      throw broken("", String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw broken("", "Refers to itself without end");
    }
  }

  private static void checkAgainstDialect(JsonSchemaFactory factory, JsonNode document)
      throws DefinitionException {
    JsonSchema dialect =
        factory.getSchema(
            SchemaLocation.of(SchemaId.V202012),
            SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build());
    List<Problem> problems =
        dialect.validate(document).stream()
            .map(each -> new Problem(Violations.path(each), Violations.reason(each)))
            .toList();
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
  }

  /** Some faults show only where a value of some type is checked. */
  private static void rehearse(JsonSchema schema) {
    List<JsonNode> samples =
        List.of(
            NODES.nullNode(),
            NODES.objectNode(),
            NODES.objectNode().put("a", 1),
            NODES.arrayNode(),
            NODES.arrayNode().add(1),
            NODES.textNode("a"),
            NODES.numberNode(1),
            NODES.booleanNode(true));
    samples.forEach(schema::validate);
  }

  private static JsonSchemaFactory factory() {
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
        .schemaLoaders(loaders -> loaders.add(localOnly()))
        .build();
  }

  /** Stands before the library's own loaders, which would read files and URLs. */
  private static SchemaLoader localOnly() {
    return iri -> {
      if (iri.toString().startsWith("classpath:draft/2020-12/")) {
        return null;
      }
      throw new JsonSchemaException("'" + iri + "' is outside of the schema: nothing is fetched");
    };
  }

  private static SchemaValidatorsConfig config() {
    return SchemaValidatorsConfig.builder()
        .pathType(PathType.JSON_POINTER)
        .locale(Locale.ENGLISH)
        .failFast(true)
        .regularExpressionFactory(new LinearRegex())
        .build();
  }

  private static DefinitionException broken(String path, String reason) {
    return new DefinitionException(List.of(new Problem(path, reason)));
  }
}
