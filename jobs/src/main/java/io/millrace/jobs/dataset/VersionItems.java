package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.udfs.dataset.DatasetManifest;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.dataset.read.Tables;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.format.RefusalCode;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The items of a version in their order. What no other try can read ends it with a dead letter and
 * without an end: what a snapshot lacks has vanished, so half of one must never look whole. All
 * other failures are thrown, so that Flink restarts and tries again.
 */
final class VersionItems implements Closeable {
  /** What a manifest may have; it names a few columns at most. */
  private static final int MOST_MANIFEST_BYTES = 1 << 16;

  private final ItemMaker maker;
  private final @Nullable TableReader reader;
  private final @Nullable VerifiedInput file;
  private @Nullable DatasetItem last;
  private long rows;
  private long unreadable;
  private boolean ended;

  private VersionItems(
      ItemMaker maker,
      @Nullable TableReader reader,
      @Nullable VerifiedInput file,
      @Nullable DatasetItem last) {
    this.maker = maker;
    this.reader = reader;
    this.file = file;
    this.last = last;
  }

  /**
   * @param manifest where it stands; its file stands beside it
   */
  static VersionItems of(Path manifest, SerializableClock clock) throws IOException {
    ItemMaker maker = new ItemMaker(manifest.toString(), clock);
    DatasetManifest read;
    try (InputStream in = manifest.getFileSystem().open(manifest)) {
      byte[] text = in.readNBytes(MOST_MANIFEST_BYTES);
      read = DatasetManifest.read(new String(text, StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return failed(maker, RefusalCode.FILE_MISSING, "The manifest is gone");
    } catch (DefinitionException e) {
      return failed(maker, RefusalCode.INVALID_MANIFEST, String.valueOf(e.getMessage()));
    }
    return open(new Path(manifest.getParent(), read.file()), read, maker.of(read));
  }

  private static VersionItems open(Path file, DatasetManifest manifest, ItemMaker maker)
      throws IOException {
    VerifiedInput in;
    try {
      in = new VerifiedInput(file.getFileSystem().open(file), manifest.sha256());
    } catch (FileNotFoundException e) {
      return failed(maker, RefusalCode.FILE_MISSING, "There is no file " + file.getName());
    }
    try {
      TableReader reader = Tables.open(manifest.format(), in, manifest.options());
      return new VersionItems(maker, reader, in, null);
    } catch (TableException e) {
      return failed(maker, RefusalCode.MALFORMED_TABLE, String.valueOf(e.getMessage()));
    }
  }

  private static VersionItems failed(ItemMaker maker, RefusalCode code, String reason) {
    return new VersionItems(maker, null, null, maker.failed(0, code, reason));
  }

  /** The next item, or null after the last one. */
  @Nullable DatasetItem next() throws IOException {
    if (reader == null || ended) {
      DatasetItem item = last;
      last = null;
      return item;
    }
    try {
      TableRow row = reader.next();
      if (row != null) {
        rows = row.number();
        unreadable += row instanceof TableRow.Unreadable ? 1 : 0;
        return maker.row(row);
      }
      ended = true;
      return end();
    } catch (TableException e) {
      ended = true;
      return maker.failed(rows, RefusalCode.MALFORMED_TABLE, String.valueOf(e.getMessage()));
    }
  }

  private DatasetItem end() throws IOException {
    if (file != null && !file.isWhole()) {
      String reason = "The file is another than its manifest tells of";
      return maker.failed(rows, RefusalCode.CHECKSUM_MISMATCH, reason);
    }
    if (maker.isSnapshot() && unreadable > 0) {
      String reason =
          unreadable + " of " + rows + " rows cannot be read, so none is taken to have vanished";
      return maker.failed(rows, RefusalCode.INCOMPLETE_SNAPSHOT, reason);
    }
    return maker.end(rows);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
