package io.millrace.service.edit;

import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.instance.ObjectShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Edits of objects over HTTP. */
@Tag(name = "Edits", description = "What people want changed of objects.")
@ApiResponse(responseCode = "200", description = "Decided within wait: applied or refused")
@ApiResponse(responseCode = "202", description = "Accepted: it will be decided")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class EditController {
  static final String KEY_TEXT =
      "The same key with the same content within 30 days is the same edit; with another it is a"
          + " conflict.";
  static final String WAIT_TEXT =
      "How long to wait for the outcome: 5s, 500ms; at most 30s. Without it the answer is 202.";
  private static final String MATCH_TEXT =
      "The object's seq in quotes, its ETag: the edit is refused as stale where it is at another.";
  private static final String PATCH_EXAMPLE = "{\"properties\": {\"limit\": 80, \"note\": null}}";
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private final ObjectEdits edits;
  private final OneEdit one;

  EditController(ObjectEdits edits, OneEdit one) {
    this.edits = edits;
    this.one = one;
  }

  @Operation(
      operationId = "createObject",
      summary = "Create an object",
      description = "Its id is made of the properties of its key, unless the body names it.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema =
                          @Schema(
                              type = "object",
                              example = "{\"properties\": {\"id\": \"press-1\", \"limit\": 90}}"))))
  @PostMapping(path = "/objects/{type}", consumes = MediaType.APPLICATION_JSON_VALUE)
  CompletableFuture<ResponseEntity<EditView>> create(
      @PathVariable String type,
      @Parameter(description = KEY_TEXT) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = WAIT_TEXT) @RequestParam(required = false) @Nullable String wait,
      @RequestBody byte[] body) {
    EditReader reader = edits.reader();
    ObjectShape shape = reader.type(type);
    DocumentReader document = EditReader.open(body, "id", "properties");
    String id = reader.newId(document, shape);
    EditOperation operation = reader.create(document, shape, id);
    EditReader.check(document);
    return one.accept(new AskedEdit(type, id, null, List.of(operation)), key, wait);
  }

  @Operation(
      operationId = "changeObject",
      summary = "Change properties of an object",
      description =
          "A JSON merge patch of the object: null takes a property away, what is not named stays."
              + " A value that is a list, map or place is replaced whole.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/merge-patch+json",
                    schema = @Schema(type = "object"),
                    examples = @ExampleObject(PATCH_EXAMPLE)),
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(type = "object"),
                    examples = @ExampleObject(PATCH_EXAMPLE))
              }))
  @PatchMapping(
      path = "/objects/{type}/{id}",
      consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
  CompletableFuture<ResponseEntity<EditView>> change(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = MATCH_TEXT) @RequestHeader(name = "If-Match", required = false)
          @Nullable String match,
      @Parameter(description = KEY_TEXT) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = WAIT_TEXT) @RequestParam(required = false) @Nullable String wait,
      @RequestBody byte[] body) {
    EditReader reader = edits.reader();
    ObjectShape shape = reader.type(type);
    DocumentReader document = EditReader.open(body, "properties");
    reader.id(document, shape, id);
    EditOperation operation = reader.change(document, shape, id);
    EditReader.check(document);
    return one.accept(new AskedEdit(type, id, seq(match), List.of(operation)), key, wait);
  }

  @Operation(
      operationId = "deleteObject",
      summary = "Delete an object",
      description = "It stays deleted whatever devices and data sets say, and can be restored.")
  @DeleteMapping("/objects/{type}/{id}")
  CompletableFuture<ResponseEntity<EditView>> delete(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = MATCH_TEXT) @RequestHeader(name = "If-Match", required = false)
          @Nullable String match,
      @Parameter(description = KEY_TEXT) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = WAIT_TEXT) @RequestParam(required = false) @Nullable String wait) {
    return whole(EditKind.DELETE, type, id, match, key, wait);
  }

  @Operation(
      operationId = "restoreObject",
      summary = "Restore a deleted object",
      description = "With all that was said of it meanwhile.")
  @PostMapping("/objects/{type}/{id}:restore")
  CompletableFuture<ResponseEntity<EditView>> restore(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = MATCH_TEXT) @RequestHeader(name = "If-Match", required = false)
          @Nullable String match,
      @Parameter(description = KEY_TEXT) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = WAIT_TEXT) @RequestParam(required = false) @Nullable String wait) {
    return whole(EditKind.RESTORE, type, id, match, key, wait);
  }

  private CompletableFuture<ResponseEntity<EditView>> whole(
      EditKind kind,
      String type,
      String id,
      @Nullable String match,
      @Nullable String key,
      @Nullable String wait) {
    EditReader reader = edits.reader();
    DocumentReader document = EditReader.open(new byte[0]);
    reader.id(document, reader.type(type), id);
    EditReader.check(document);
    EditOperation operation = EditReader.of(kind);
    return one.accept(new AskedEdit(type, id, seq(match), List.of(operation)), key, wait);
  }

  private static @Nullable Long seq(@Nullable String match) {
    if (match == null || match.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(match.strip());
    if (!tag.matches()) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "If-Match must be one seq in quotes: \"7\"");
    }
    return Long.valueOf(tag.group(1));
  }
}
