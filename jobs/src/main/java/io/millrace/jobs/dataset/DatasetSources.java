package io.millrace.jobs.dataset;

import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;

/** What the dataset job reads. */
public record DatasetSources(Source<DatasetItem, ?, ?> items) {
  /** The versions in a folder, and those that come. */
  public static DatasetSources of(DatasetOptions options) {
    return new DatasetSources(builder(options).monitorContinuously(options.discovery()).build());
  }

  /** The versions that are in a folder now. */
  static DatasetSources bounded(DatasetOptions options) {
    return new DatasetSources(builder(options).build());
  }

  private static FileSource.FileSourceBuilder<DatasetItem> builder(DatasetOptions options) {
    return FileSource.forBulkFileFormat(
            new DatasetFormat(options.clock()), new Path(options.folder()))
        .setFileEnumerator(ManifestEnumerator::new)
        .setSplitAssigner(OldestFirst::new);
  }
}
