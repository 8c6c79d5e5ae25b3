package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.udfs.dataset.DatasetManifest;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusalCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the items of one version.
 *
 * @param path of the manifest: where dead letters say that a row stood, with its number for offset
 * @param manifest null while it is not read
 */
record ItemMaker(String path, SerializableClock clock, @Nullable DatasetManifest manifest) {
  ItemMaker(String path, SerializableClock clock) {
    this(path, clock, null);
  }

  ItemMaker of(DatasetManifest read) {
    return new ItemMaker(path, clock, read);
  }

  /** Whether what the version lacks has vanished. */
  boolean isSnapshot() {
    return manifest != null && manifest.mode() == DatasetMode.SNAPSHOT;
  }

  DatasetItem row(TableRow row) {
    if (row instanceof TableRow.Values readable) {
      return item(DatasetRowKind.ROW, row.number(), readable.values());
    }
    TableRow.Unreadable bad = (TableRow.Unreadable) row;
    return letter(bad.number(), bad.code(), bad.reason(), bad.excerpt());
  }

  /**
   * @param rows how many there were, unreadable ones included
   */
  DatasetItem end(long rows) {
    return item(DatasetRowKind.END, rows, Map.of());
  }

  /**
   * The version cannot be read, or not on.
   *
   * @param rows how many there were before
   */
  DatasetItem failed(long rows, RefusalCode code, String reason) {
    return letter(rows, code, reason, null);
  }

  private DatasetItem item(DatasetRowKind kind, long number, Map<String, @Nullable Object> values) {
    if (manifest == null) {
      throw new IllegalStateException("Rows without a manifest");
    }
    return DatasetItem.of(
        new DatasetRow(
            manifest.dataset(),
            manifest.version(),
            kind,
            number,
            manifest.mode(),
            manifest.loadedAt(),
            manifest.actor(),
            values));
  }

  private DatasetItem letter(
      long number, RefusalCode code, String reason, byte @Nullable [] payload) {
    Verdict verdict =
        new Verdict(
            DatasetTopology.VERSIONS,
            code.code(),
            reason,
            "",
            manifest == null ? null : manifest.dataset(),
            manifest == null ? null : manifest.version());
    return DatasetItem.of(DeadLetters.of(path, 0, number, payload, verdict, clock.instant()));
  }
}
