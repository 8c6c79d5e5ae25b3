package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rules, mappings, devices, sources, codecs and object mappings over HTTP; one code path for all
 * kinds.
 */
@Tag(
    name = "Definitions",
    description =
        "Rules, mappings, devices, sources, codecs and object mappings; changes reach running jobs.")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class DefinitionController {
  private static final String KIND =
      "/{kind:rules|mappings|devices|sources|codecs|object-mappings}";
  private static final String YAML = "application/yaml";
  private static final String FORM = "The form that the kind prescribes; see the user guide.";

  private static final String IF_MATCH =
      "The ETag that the definition must have; otherwise nothing is changed.";

  private final DefinitionService service;
  private final DefinitionStore store;

  DefinitionController(DefinitionService service, DefinitionStore store) {
    this.service = service;
    this.store = store;
  }

  @Operation(operationId = "listDefinitions", summary = "List definitions, by id")
  @GetMapping(KIND)
  DefinitionView.Listing list(
      @KindName @PathVariable Kind kind,
      @Parameter(description = "Default: all but removed ones.") @RequestParam(required = false)
          @Nullable Set<DefinitionState> state,
      Paging paging) {
    Set<DefinitionState> states =
        state == null || state.isEmpty()
            ? EnumSet.complementOf(EnumSet.of(DefinitionState.REMOVED))
            : state;
    return DefinitionView.Listing.of(store.list(kind, states, paging.limit(), paging.offset()));
  }

  @Operation(
      operationId = "getDefinition",
      summary = "Get a definition, or one version of its history")
  @GetMapping(KIND + "/{id}")
  ResponseEntity<DefinitionView> get(
      @KindName @PathVariable Kind kind,
      @PathVariable String id,
      @Parameter(description = "Default: the present one.") @RequestParam(required = false)
          @Nullable Long version) {
    StoredDefinition found =
        version == null
            ? store
                .find(kind, storable(kind, id))
                .filter(d -> d.state() != DefinitionState.REMOVED)
                .orElseThrow(() -> DefinitionService.absent(kind, id))
            : store
                .version(kind, storable(kind, id), version)
                .orElseThrow(() -> DefinitionService.absent(kind, id + "' at version '" + version));
    return answer(ResponseEntity.ok(), found);
  }

  @Operation(
      operationId = "listVersions",
      summary = "List the versions of a definition, newest first")
  @GetMapping(KIND + "/{id}/versions")
  DefinitionView.Listing versions(
      @KindName @PathVariable Kind kind, @PathVariable String id, Paging paging) {
    Page page = store.versions(kind, storable(kind, id), paging.limit(), paging.offset());
    if (page.total() == 0) {
      throw DefinitionService.absent(kind, id);
    }
    return DefinitionView.Listing.of(page);
  }

  @Operation(
      operationId = "putDefinition",
      summary = "Make or change a definition",
      description = "The same document again changes nothing. A paused definition stays paused.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = "At most 1 000 000 bytes as JSON. Its id must be the path's.",
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(type = "object", description = FORM)),
                @Content(mediaType = YAML, schema = @Schema(type = "object", description = FORM))
              }))
  @ApiResponse(responseCode = "200", description = "Changed, or the same as before")
  @ApiResponse(responseCode = "201", description = "Made")
  @PutMapping(
      path = KIND + "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, YAML, "application/x-yaml", "text/yaml"})
  ResponseEntity<DefinitionView> put(
      @KindName @PathVariable Kind kind,
      @PathVariable String id,
      @RequestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) MediaType type,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @Parameter(description = "Only *: the definition must not exist yet.")
          @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody byte[] body) {
    return put(kind, id, document(type, body), Precondition.of(ifMatch, ifNoneMatch));
  }

  /** Makes or changes a definition; the answer says which. */
  ResponseEntity<DefinitionView> put(
      Kind kind, String id, Document document, Precondition precondition) {
    Saved saved = service.put(kind, id, document, precondition);
    URI self = URI.create("/api/v1/" + path(kind) + "/" + encode(id));
    return answer(saved, self);
  }

  @Operation(operationId = "removeDefinition", summary = "Remove a definition; its history stays")
  @ApiResponse(responseCode = "204", description = "Removed")
  @DeleteMapping(KIND + "/{id}")
  ResponseEntity<Void> delete(
      @KindName @PathVariable Kind kind,
      @PathVariable String id,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    move(kind, id, DefinitionState.REMOVED, ifMatch);
    return ResponseEntity.noContent().build();
  }

  @Operation(operationId = "pauseRule", summary = "Pause a rule: jobs no longer evaluate it")
  @PostMapping("/rules/{id}:pause")
  ResponseEntity<DefinitionView> pause(
      @PathVariable String id,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    return answer(ResponseEntity.ok(), move(Kind.RULES, id, DefinitionState.PAUSED, ifMatch));
  }

  @Operation(operationId = "resumeRule", summary = "Resume a paused rule")
  @PostMapping("/rules/{id}:resume")
  ResponseEntity<DefinitionView> resume(
      @PathVariable String id,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    return answer(ResponseEntity.ok(), move(Kind.RULES, id, DefinitionState.ACTIVE, ifMatch));
  }

  private StoredDefinition move(
      Kind kind, String id, DefinitionState state, @Nullable String ifMatch) {
    Precondition precondition = Precondition.of(ifMatch, null);
    return service.move(kind, storable(kind, id), state, precondition).definition();
  }

  /** Ids of another form cannot exist, and some of them PostgreSQL refuses. */
  private static String storable(Kind kind, String id) {
    if (!kind.id().matcher(id).matches()) {
      throw DefinitionService.absent(kind, id);
    }
    return id;
  }

  /** The document in a body, which is YAML or JSON as its type says. */
  static Document document(MediaType type, byte[] body) {
    return type.getSubtype().endsWith("yaml") ? YamlDocuments.read(body) : JsonDocuments.read(body);
  }

  /** Says whether it was made or changed. */
  static ResponseEntity<DefinitionView> answer(Saved saved, URI self) {
    return answer(
        saved.outcome() == Saved.Outcome.CREATED
            ? ResponseEntity.created(self)
            : ResponseEntity.ok(),
        saved.definition());
  }

  static ResponseEntity<DefinitionView> answer(
      ResponseEntity.BodyBuilder builder, StoredDefinition definition) {
    return builder.eTag(Precondition.tag(definition.version())).body(DefinitionView.of(definition));
  }

  private static String path(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
