package io.millrace.service.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A version of a data set on the wire. */
@Schema(name = "DatasetVersion")
record VersionView(
    String dataset,
    long version,
    @Schema(
            allowableValues = {"stored", "published"},
            description = "stored: its file is in place. published: the job reads it.")
        String state,
    @Schema(
            allowableValues = {"snapshot", "increment"},
            description =
                "snapshot: it is the whole data set. increment: it adds to what came before.")
        String mode,
    String sha256,
    long bytes,
    @Schema(description = "How many rows it has, unreadable ones included.") long rows,
    @Schema(description = "How many of them cannot be read; they become dead letters.")
        long unreadable,
    List<ColumnView> columns,
    @Schema(description = "When the load began.") Instant loadedAt) {

  static VersionView of(DatasetVersion version) {
    return new VersionView(
        version.datasetId(),
        version.version(),
        version.state().name().toLowerCase(Locale.ROOT),
        version.mode().name().toLowerCase(Locale.ROOT),
        version.sha256(),
        version.bytes(),
        version.rows(),
        version.unreadable(),
        version.columns(),
        version.loadedAt());
  }

  /** A stretch of a list of versions. */
  @Schema(name = "DatasetVersions")
  record Listing(
      @Schema(description = "How many there are in all.") long total, List<VersionView> items) {
    static Listing of(DatasetStore.Page page) {
      return new Listing(page.total(), page.items().stream().map(VersionView::of).toList());
    }
  }
}
