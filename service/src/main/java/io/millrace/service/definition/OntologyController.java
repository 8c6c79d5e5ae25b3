package io.millrace.service.definition;

import io.millrace.service.web.Paging;
import io.millrace.udfs.ontology.Ontology;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ontology: one document, versioned as a whole. */
@Tag(name = "Ontology", description = "Which types of objects there are, and how they are linked.")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class OntologyController {
  private static final String YAML = "application/yaml";
  private static final String FORM = "See the user guide, and ontology.schema.json.";

  private final DefinitionController definitions;
  private final DefinitionService service;
  private final OntologyReviews reviews;
  private final OntologyGates gates;

  OntologyController(
      DefinitionController definitions,
      DefinitionService service,
      OntologyReviews reviews,
      OntologyGates gates) {
    this.definitions = definitions;
    this.service = service;
    this.reviews = reviews;
    this.gates = gates;
  }

  /** What a client knows and accepts. */
  enum Allow {
    BREAKING
  }

  @Operation(
      operationId = "getOntology",
      summary = "Get the ontology, or one version of its history")
  @GetMapping("/ontology")
  ResponseEntity<DefinitionView> get(
      @Parameter(description = "Default: the present one.") @RequestParam(required = false)
          @Nullable Long version) {
    return definitions.get(Kind.ONTOLOGY, Ontology.ID, version);
  }

  @Operation(
      operationId = "listOntologyVersions",
      summary = "List the versions of the ontology, newest first")
  @GetMapping("/ontology/versions")
  DefinitionView.Listing versions(Paging paging) {
    return definitions.versions(Kind.ONTOLOGY, Ontology.ID, paging);
  }

  @Operation(
      operationId = "putOntology",
      summary = "Make or change the ontology",
      description =
          "The same document again changes nothing. What would break something that stands is"
              + " refused with 409 and the list of it, unless allow=breaking says that it is meant.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = "At most 1 000 000 bytes as JSON.",
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(type = "object", description = FORM)),
                @Content(mediaType = YAML, schema = @Schema(type = "object", description = FORM))
              }))
  @ApiResponse(responseCode = "200", description = "Changed, or the same as before")
  @ApiResponse(responseCode = "201", description = "Made")
  @PutMapping(
      path = "/ontology",
      consumes = {MediaType.APPLICATION_JSON_VALUE, YAML, "application/x-yaml", "text/yaml"})
  ResponseEntity<DefinitionView> put(
      @RequestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) MediaType type,
      @Parameter(description = "Only breaking: what would break is saved all the same.")
          @RequestParam(required = false)
          @Nullable Allow allow,
      @Parameter(description = "The ETag that it must have; otherwise nothing is changed.")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @Parameter(description = "Only *: there must be none yet.")
          @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody byte[] body) {
    Document document = DefinitionController.document(type, body);
    reviews.checkValid(document);
    DefinitionService.Guard guard =
        (current, next) -> {
          if (allow != Allow.BREAKING) {
            reviews.checkCompatible(current, next);
          }
          gates.prepare(reviews.next(current, next));
        };
    Precondition precondition = Precondition.of(ifMatch, ifNoneMatch);
    Saved saved = service.put(Kind.ONTOLOGY, Ontology.ID, document, precondition, guard);
    return DefinitionController.answer(saved, URI.create("/api/v1/ontology"));
  }

  @Operation(
      operationId = "checkOntology",
      summary = "Review a document as the next version; nothing is saved",
      description =
          "What is wrong or doubtful about it, how it differs from the version that stands, and"
              + " which mappings, rules and indexes that touches.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(type = "object", description = FORM)),
                @Content(mediaType = YAML, schema = @Schema(type = "object", description = FORM))
              }))
  @PostMapping(
      path = "/ontology:check",
      consumes = {MediaType.APPLICATION_JSON_VALUE, YAML, "application/x-yaml", "text/yaml"})
  OntologyReviewView check(
      @RequestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) MediaType type,
      @RequestBody byte[] body) {
    return OntologyReviewView.of(reviews.of(DefinitionController.document(type, body)));
  }
}
