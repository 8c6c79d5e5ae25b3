package io.millrace.service.dataset;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table that a data set is, on the wire. */
@Schema(name = "DatasetTable")
record DatasetTableView(
    String dataset,
    @JsonRawValue @Schema(types = "object", description = "As it was put.") String definition,
    @Schema(description = "The highest value that increments have seen.") @Nullable String mark,
    @Schema(description = "The version that came so far.") @Nullable Long markVersion,
    @Schema(description = "When the last extraction began.") @Nullable Instant startedAt,
    @Schema(description = "When it ended; null while it runs.") @Nullable Instant endedAt,
    @Schema(description = "Why it failed; null if it did not.") @Nullable String problem) {

  static DatasetTableView of(DatasetTable table) {
    return new DatasetTableView(
        table.dataset(),
        table.definition(),
        table.mark() == null ? null : table.mark().shown(),
        table.markVersion(),
        table.startedAt(),
        table.endedAt(),
        table.problem());
  }

  /** What became of an extraction. */
  @Schema(name = "DatasetExtraction")
  record Extraction(
      @Schema(description = "How many rows were read.") long rows,
      @Schema(description = "Whether they made a version; not where nothing is new.") boolean made,
      @Schema(description = "The last version; null where there is none.")
          @Nullable VersionView version) {
    static Extraction of(TableExtractor.Extraction extraction) {
      DatasetVersion version = extraction.version();
      return new Extraction(
          extraction.rows(), extraction.made(), version == null ? null : VersionView.of(version));
    }
  }
}
