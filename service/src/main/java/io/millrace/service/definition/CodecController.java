package io.millrace.service.definition;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Codecs as the programs that they are: an unmodified file goes in and comes out. */
@Tag(name = "Definitions")
@RestController
@RequestMapping("/api/v1/codecs/{id}")
class CodecController {
  private static final String TEXT = "text/javascript";
  private static final String APPLICATION = "application/javascript";
  private static final String OLDER = "application/x-javascript";

  /** What a client that names no type is taken to send: {@code curl -T codec.js}. */
  private static final String UNNAMED = MediaType.APPLICATION_OCTET_STREAM_VALUE;

  private static final MediaType PROGRAM = MediaType.parseMediaType(TEXT + ";charset=UTF-8");

  private static final String IF_MATCH =
      "The ETag that the codec must have; otherwise nothing is changed.";

  private final DefinitionController definitions;

  CodecController(DefinitionController definitions) {
    this.definitions = definitions;
  }

  @Operation(
      operationId = "putCodecProgram",
      summary = "Make or change a codec by its program",
      description = "The same as a document of id and source. The same program changes nothing.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = "UTF-8, as its maker published it.",
              content = @Content(mediaType = TEXT, schema = @Schema(type = "string"))))
  @ApiResponse(responseCode = "200", description = "Changed, or the same as before")
  @ApiResponse(responseCode = "201", description = "Made")
  @PutMapping(
      consumes = {TEXT, APPLICATION, OLDER, UNNAMED},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<DefinitionView> put(
      @PathVariable String id,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch,
      @Parameter(description = "Only *: the codec must not exist yet.")
          @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody byte[] program) {
    ObjectNode document = JsonDocuments.JSON.createObjectNode();
    document.put("id", id).put("language", "javascript").put("source", JsonDocuments.text(program));
    return definitions.put(
        Kind.CODECS, id, JsonDocuments.document(document), Precondition.of(ifMatch, ifNoneMatch));
  }

  @Operation(
      operationId = "getCodec",
      summary = "Get a codec, or its program alone where text/javascript is asked for",
      responses = {
        @ApiResponse(
            responseCode = "200",
            content = {
              @Content(
                  mediaType = MediaType.APPLICATION_JSON_VALUE,
                  schema = @Schema(implementation = DefinitionView.class)),
              @Content(mediaType = TEXT, schema = @Schema(type = "string"))
            })
      })
  @GetMapping
  ResponseEntity<?> get(
      @PathVariable String id,
      @Parameter(description = "Default: the present one.") @RequestParam(required = false)
          @Nullable Long version,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Parameter(hidden = true)
          @Nullable List<MediaType> accept) {
    ResponseEntity<DefinitionView> found = definitions.get(Kind.CODECS, id, version);
    DefinitionView codec = found.getBody();
    if (codec == null || accept == null || accept.stream().noneMatch(CodecController::isProgram)) {
      return found;
    }
    String source = JsonDocuments.JSON.readTree(codec.document()).path("source").asString("");
    return ResponseEntity.ok()
        .headers(found.getHeaders())
        .contentType(PROGRAM)
        .body(source.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isProgram(MediaType type) {
    String name = type.getType() + "/" + type.getSubtype();
    return name.equals(TEXT) || name.equals(APPLICATION) || name.equals(OLDER);
  }
}
