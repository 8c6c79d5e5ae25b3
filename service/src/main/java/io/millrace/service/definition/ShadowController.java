package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version of a rule on trial: it runs beside the one in force, and nothing acts on its alerts.
 */
@Tag(name = "Rules", description = "Rules while they run.")
@RestController
@RequestMapping(path = "/api/v1/rules/{id}/shadow", produces = MediaType.APPLICATION_JSON_VALUE)
class ShadowController {
  private static final String YAML = "application/yaml";
  private final DefinitionController definitions;
  private final DefinitionService service;
  private final StoredRules rules;

  ShadowController(DefinitionController definitions, DefinitionService service, StoredRules rules) {
    this.definitions = definitions;
    this.service = service;
    this.rules = rules;
  }

  @Operation(
      operationId = "putShadow",
      summary = "Run a version of a rule on trial, beside the one in force",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = "A rule as it would be put, with the same id.",
              content = {
                @Content(mediaType = "application/json", schema = @Schema(type = "object")),
                @Content(mediaType = YAML, schema = @Schema(type = "object"))
              }))
  @ApiResponse(responseCode = "200", description = "Changed, or the same as before")
  @ApiResponse(responseCode = "201", description = "On trial from now on")
  @PutMapping(
      consumes = {MediaType.APPLICATION_JSON_VALUE, YAML, "application/x-yaml", "text/yaml"})
  ResponseEntity<DefinitionView> put(
      @PathVariable String id,
      @RequestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) MediaType type,
      @Parameter(description = "The ETag that the version on trial must have.")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @RequestBody byte[] body) {
    rules.rule(id);
    Document document = DefinitionController.document(type, body);
    ObjectNode marked = ((ObjectNode) document.tree()).deepCopy();
    marked.put("shadow", true);
    return definitions.put(
        Kind.SHADOWS, id, JsonDocuments.document(marked), Precondition.of(ifMatch, null));
  }

  @Operation(operationId = "getShadow", summary = "Get the version of a rule that is on trial")
  @GetMapping
  ResponseEntity<DefinitionView> get(@PathVariable String id) {
    StoredDefinition shadow = rules.shadow(id);
    return ResponseEntity.ok()
        .eTag(Precondition.tag(shadow.version()))
        .body(DefinitionView.of(shadow));
  }

  @Operation(operationId = "removeShadow", summary = "End a trial; its alerts stay to be compared")
  @ApiResponse(responseCode = "204", description = "Ended")
  @DeleteMapping
  ResponseEntity<Void> delete(@PathVariable String id) {
    rules.shadow(id);
    service.move(Kind.SHADOWS, id, DefinitionState.REMOVED, Precondition.of(null, null));
    return ResponseEntity.noContent().build();
  }
}
