package io.millrace.service.dataset;

import io.millrace.schemas.avro.DatasetMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a data set as it is stored.
 *
 * @param version 1, 2, 3 … within the data set
 * @param manifest what is written beside its file
 * @param sha256 of the file, in hex digits
 * @param rows how many it has, unreadable ones included
 * @param columns as they were seen
 * @param loadedAt when the load began
 */
record DatasetVersion(
    String datasetId,
    long version,
    State state,
    DatasetMode mode,
    String manifest,
    String sha256,
    long bytes,
    long rows,
    long unreadable,
    List<ColumnView> columns,
    @Nullable String idempotencyKey,
    Instant loadedAt) {

  /** How far it is. */
  enum State {
    /** Its file is in place; the job does not see it yet. */
    STORED,
    /** The job reads it, or has read it. */
    PUBLISHED
  }

  /** The same, which the job sees now. */
  DatasetVersion published() {
    return new DatasetVersion(
        datasetId,
        version,
        State.PUBLISHED,
        mode,
        manifest,
        sha256,
        bytes,
        rows,
        unreadable,
        columns,
        idempotencyKey,
        loadedAt);
  }

  /** Whether another upload is the same content, meant in the same way. */
  boolean isSameAs(String otherSha256, DatasetMode otherMode) {
    return sha256.equals(otherSha256) && mode == otherMode;
  }
}
