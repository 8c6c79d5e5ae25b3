package io.millrace.service.edit;

import io.millrace.service.web.Wait;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many edits at once, and what became of one, over HTTP. */
@Tag(name = "Edits")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class EditsController {
  private static final String EXAMPLE =
      "{\"objects\": [{\"type\": \"machine\", \"id\": \"press-1\", \"expectedSeq\": 7,"
          + " \"operations\": [{\"op\": \"change\", \"properties\": {\"limit\": 80}},"
          + " {\"op\": \"link\", \"link\": \"room\", \"otherId\": \"r12\"}]}]}";

  private final ObjectEdits edits;

  EditsController(ObjectEdits edits) {
    this.edits = edits;
  }

  @Operation(
      operationId = "editObjects",
      summary = "Edit many objects",
      description =
          "Of each object all operations are done or none; each object is decided by itself."
              + " op is create, change, delete, restore, link or unlink. All edits are accepted,"
              + " or none: one that cannot be used refuses the batch.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(type = "object", example = EXAMPLE))))
  @ApiResponse(responseCode = "200", description = "All were decided within wait")
  @ApiResponse(responseCode = "202", description = "Accepted: they will be decided")
  @PostMapping(path = "/objects:batch", consumes = MediaType.APPLICATION_JSON_VALUE)
  CompletableFuture<ResponseEntity<EditView.Batch>> batch(
      @Parameter(description = EditController.KEY_TEXT)
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = EditController.WAIT_TEXT) @RequestParam(required = false)
          @Nullable String wait,
      @RequestBody byte[] body) {
    Duration atMost = Wait.of(wait, Duration.ZERO);
    List<AskedEdit> asked = new BatchReader(edits.reader()).read(body);
    return edits.await(edits.accept(asked, key, true), atMost, EditsController::answer);
  }

  private static ResponseEntity<EditView.Batch> answer(List<StoredEdit> edits) {
    boolean decided = edits.stream().allMatch(StoredEdit::decided);
    String id = Objects.requireNonNull(edits.get(0).batchId(), "of a batch");
    return ResponseEntity.status(decided ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(new EditView.Batch(id, edits.stream().map(EditView::of).toList()));
  }

  @Operation(
      operationId = "getEdit",
      summary = "Get what became of an edit",
      description = "Also of edits that were written to the topic; for 30 days.")
  @ApiResponse(responseCode = "200", description = "The edit with its status")
  @GetMapping("/edits/{id}")
  CompletableFuture<EditView> get(
      @PathVariable String id,
      @Parameter(description = EditController.WAIT_TEXT) @RequestParam(required = false)
          @Nullable String wait) {
    return edits.await(
        List.of(edits.get(id)), Wait.of(wait, Duration.ZERO), now -> EditView.of(now.get(0)));
  }
}
