package io.millrace.service.web;

import io.millrace.service.problem.Problem;
import io.millrace.service.problem.ProblemCode;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beyond the controllers' own annotations. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String COMMANDS = "/commands";
  private static final String OBJECTS = "/api/v1/objects";
  private static final String DATASETS = "/api/v1/datasets";
  private static final String TABLE = "/table";
  private static final String PROBLEM = "#/components/schemas/Problem";

  private static final Set<ProblemCode> OF_BODIES =
      EnumSet.of(
          ProblemCode.MALFORMED_DOCUMENT,
          ProblemCode.BODY_TOO_LARGE,
          ProblemCode.UNSUPPORTED_MEDIA_TYPE);

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Millrace service")
                .version("v1")
                .description(
                    "Definitions that steer the streaming jobs, and what the jobs found. Every"
                        + " error is a problem (RFC 9457) with a stable code.")
                .license(new License().name("Apache-2.0")));
  }

  @Bean
  OpenApiCustomizer problems() {
    return document -> {
      // The address under which somebody asked is no property of the API.
      document.setServers(null);
      ModelConverters.getInstance(true)
          .read(Problem.class)
          .forEach((name, schema) -> document.getComponents().addSchemas(name, extended(schema)));
      document
          .getPaths()
          .forEach(
              (path, item) -> {
                if (path.startsWith("/api/")) {
                  item.readOperations().forEach(operation -> addProblems(path, operation));
                }
              });
    };
  }

  /** The further members that some problems have. */
  private static Schema<?> extended(Schema<?> problem) {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("path", new StringSchema().description("JSON pointer into the document"))
            .addProperty("reason", new StringSchema());
    return problem
        .addProperty(
            "errors",
            new ArraySchema()
                .items(error)
                .description("Of invalid-definition, -command, -edit and -request"))
        .addProperty("line", new IntegerSchema().description("Of malformed-document, from 1"))
        .addProperty("column", new IntegerSchema().description("Of malformed-document, from 1"));
  }

  private static void addProblems(String path, Operation operation) {
    Arrays.stream(ProblemCode.values())
        .filter(code -> canMeet(path, operation, code))
        .collect(
            Collectors.groupingBy(
                code -> String.valueOf(code.status().value()),
                TreeMap::new,
                Collectors.mapping(ProblemCode::code, Collectors.joining(", "))))
        .forEach(
            (status, codes) -> operation.getResponses().addApiResponse(status, problem(codes)));
  }

  private static boolean canMeet(String path, Operation operation, ProblemCode code) {
    return switch (code) {
      case UNKNOWN_TYPE -> path.startsWith(OBJECTS) && !path.endsWith(COMMANDS);
      case INVALID_COMMAND -> path.endsWith(COMMANDS);
      case INVALID_DEFINITION, ID_MISMATCH ->
          operation.getRequestBody() != null
              && !path.startsWith(OBJECTS)
              && !path.endsWith(COMMANDS)
              && (!path.startsWith(DATASETS)
                  || path.endsWith(TABLE) && code == ProblemCode.INVALID_DEFINITION);
      case INVALID_EDIT -> edits(operation);
      case INVALID_TABLE -> isUpload(path, operation);
      case EXTRACTION_RUNNING, UNREADABLE_TABLE -> path.endsWith(":extract");
      case IDEMPOTENCY_CONFLICT -> edits(operation) || isUpload(path, operation);
      case MALFORMED_DOCUMENT -> operation.getRequestBody() != null && !isUpload(path, operation);
      case VERSION_MISMATCH ->
          // An edit is held against the object's number where it is applied: see its outcome.
          !edits(operation)
              && operation.getParameters() != null
              && operation.getParameters().stream().anyMatch(p -> "If-Match".equals(p.getName()));
      case DEFINITION_IN_USE -> "removeDefinition".equals(operation.getOperationId());
      case NOT_FOUND ->
          (path.endsWith("}") || path.contains("{id}") || path.endsWith(":try"))
              && !path.endsWith(COMMANDS);
      case INVALID_REQUEST -> path.endsWith(":dry-run") || path.endsWith(":infer");
      case METHOD_NOT_ALLOWED -> false;
      default -> operation.getRequestBody() != null || !OF_BODIES.contains(code);
    };
  }

  private static boolean isUpload(String path, Operation operation) {
    return operation.getRequestBody() != null && path.startsWith(DATASETS) && !path.endsWith(TABLE);
  }

  private static boolean edits(Operation operation) {
    return operation.getTags() != null && operation.getTags().contains("Edits");
  }

  private static ApiResponse problem(String codes) {
    MediaType type = new MediaType().schema(new Schema<>().$ref(PROBLEM));
    return new ApiResponse()
        .description("Problem: " + codes)
        .content(new Content().addMediaType("application/problem+json", type));
  }
}
