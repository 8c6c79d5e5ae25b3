package io.millrace.service.edit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit as the database has it.
 *
 * @param contentHash of the request that it came with; null if it came by the topic
 * @param seq of the object after it was decided
 * @param code of a refusal; stable
 */
record StoredEdit(
    String id,
    @Nullable String batchId,
    String objectType,
    String objectId,
    @Nullable String contentHash,
    @Nullable Instant issuedAt,
    EditStatus status,
    @Nullable Long seq,
    @Nullable String code,
    @Nullable String reason,
    @Nullable Instant decidedAt) {

  boolean decided() {
    return status != EditStatus.ACCEPTED;
  }
}
