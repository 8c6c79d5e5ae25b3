package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.SerializableClock;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/** Reads the version that a manifest tells of: its rows, then its end. */
final class DatasetFormat implements BulkFormat<DatasetItem, FileSourceSplit> {
  private static final long serialVersionUID = 1L;
  private final SerializableClock clock;

  DatasetFormat(SerializableClock clock) {
    this.clock = clock;
  }

  @Override
  public Reader<DatasetItem> createReader(Configuration configuration, FileSourceSplit split)
      throws IOException {
    return new VersionReader(VersionItems.of(split.path(), clock), 0);
  }

  /** What was read before is read again and passed over, as no format can begin in the middle. */
  @Override
  public Reader<DatasetItem> restoreReader(Configuration configuration, FileSourceSplit split)
      throws IOException {
    long passed =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    return new VersionReader(VersionItems.of(split.path(), clock), passed);
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<DatasetItem> getProducedType() {
    return DatasetItem.type();
  }
}
