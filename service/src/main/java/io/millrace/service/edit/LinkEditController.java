package io.millrace.service.edit;

import io.millrace.schemas.avro.EditOperation;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.ontology.LinkEnd;
import io.millrace.udfs.ontology.instance.ObjectShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Edits of links over HTTP. */
@Tag(name = "Edits")
@ApiResponse(responseCode = "200", description = "Decided within wait: applied or refused")
@ApiResponse(responseCode = "202", description = "Accepted: it will be decided")
@RestController
@RequestMapping(
    path = "/api/v1/objects/{type}/{id}/links/{link}",
    produces = MediaType.APPLICATION_JSON_VALUE)
class LinkEditController {
  private final ObjectEdits edits;
  private final OneEdit one;

  LinkEditController(ObjectEdits edits, OneEdit one) {
    this.edits = edits;
    this.one = one;
  }

  @Operation(
      operationId = "linkObject",
      summary = "Link an object to another, or change the properties of their link",
      description =
          "The link by its name on the object's side, or its id. It is an edit of the object that"
              + " keeps the link, which may be the other one.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              description = "Properties of the link, if it has any.",
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(type = "object", example = "{\"properties\": {}}"))))
  @PutMapping("/{otherId}")
  CompletableFuture<ResponseEntity<EditView>> link(
      @PathVariable String type,
      @PathVariable String id,
      @PathVariable String link,
      @PathVariable String otherId,
      @Parameter(description = EditController.KEY_TEXT)
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = EditController.WAIT_TEXT) @RequestParam(required = false)
          @Nullable String wait,
      @RequestBody(required = false) byte @Nullable [] body) {
    return linked(true, new LinkAddress(type, id, link, otherId), key, wait, body);
  }

  @Operation(operationId = "unlinkObject", summary = "Take a link between two objects away")
  @DeleteMapping("/{otherId}")
  CompletableFuture<ResponseEntity<EditView>> unlink(
      @PathVariable String type,
      @PathVariable String id,
      @PathVariable String link,
      @PathVariable String otherId,
      @Parameter(description = EditController.KEY_TEXT)
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = EditController.WAIT_TEXT) @RequestParam(required = false)
          @Nullable String wait) {
    return linked(false, new LinkAddress(type, id, link, otherId), key, wait, null);
  }

  private record LinkAddress(String type, String id, String link, String otherId) {}

  private CompletableFuture<ResponseEntity<EditView>> linked(
      boolean link,
      LinkAddress at,
      @Nullable String key,
      @Nullable String wait,
      byte @Nullable [] body) {
    EditReader reader = edits.reader();
    ObjectShape shape = reader.type(at.type());
    LinkEnd end = reader.end(shape, at.link());
    if (end == null) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND, "A '%s' has no link '%s'".formatted(at.type(), at.link()));
    }
    DocumentReader document = EditReader.open(body == null ? new byte[0] : body, "properties");
    boolean keeps = end.fromSource() == end.link().ownedBySource();
    String owner = keeps ? at.id() : at.otherId();
    String other = keeps ? at.otherId() : at.id();
    ObjectShape owning = reader.type(end.link().owner());
    reader.id(document, owning, owner);
    EditOperation operation =
        link ? reader.link(document, end, other) : EditReader.unlink(end, other);
    EditReader.check(document);
    return one.accept(
        new AskedEdit(end.link().owner(), owner, null, List.of(operation)), key, wait);
  }
}
