package io.millrace.service.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.service.object.ObjectToken;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edit as the API shows it. */
@Schema(name = "Edit", description = "A change of one object, with what became of it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EditView(
    String id,
    @Nullable String batchId,
    EditStatus status,
    @Schema(description = "Of the object that it changes: of a link the one that keeps it.")
        String type,
    String objectId,
    @Schema(description = "Number of the object's last event after it was decided.")
        @Nullable Long seq,
    @Schema(
            description =
                "Why it was refused; stable: stale, exists, missing, deleted, invalid,"
                    + " unknown-type, unknown-link.")
        @Nullable String code,
    @Schema(description = "The same for people.") @Nullable String reason,
    @Nullable Instant issuedAt,
    @Nullable Instant decidedAt,
    @Schema(description = "For a read that must see this edit, once it is applied.")
        @Nullable String token) {

  static EditView of(StoredEdit edit) {
    Long seq = edit.seq();
    String token =
        edit.status() == EditStatus.APPLIED && seq != null
            ? new ObjectToken(edit.objectType(), edit.objectId(), seq, edit.decidedAt()).text()
            : null;
    return new EditView(
        edit.id(),
        edit.batchId(),
        edit.status(),
        edit.objectType(),
        edit.objectId(),
        seq,
        edit.code(),
        edit.reason(),
        edit.issuedAt(),
        edit.decidedAt(),
        token);
  }

  /** The edits of one request. */
  @Schema(name = "EditBatch", description = "An edit for each object, each decided by itself.")
  record Batch(String batchId, List<EditView> items) {}
}
