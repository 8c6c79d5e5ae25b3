package io.millrace.jobs.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.jspecify.annotations.Nullable;

/** Hands the items of a version on in batches, each with how many were before it. */
final class VersionReader implements BulkFormat.Reader<DatasetItem> {
  /** Few enough that a checkpoint never waits for many large rows. */
  private static final int BATCH = 256;

  private final VersionItems items;
  private long position;

  /**
   * @param passed how many items a run before has handed on
   */
  VersionReader(VersionItems items, long passed) throws IOException {
    this.items = items;
    while (position < passed && items.next() != null) {
      position++;
    }
  }

  @Override
  public BulkFormat.@Nullable RecordIterator<DatasetItem> readBatch() throws IOException {
    List<DatasetItem> batch = new ArrayList<>(BATCH);
    while (batch.size() < BATCH) {
      DatasetItem item = items.next();
      if (item == null) {
        break;
      }
      batch.add(item);
    }
    if (batch.isEmpty()) {
      return null;
    }
    long before = position;
    position += batch.size();
    return new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
