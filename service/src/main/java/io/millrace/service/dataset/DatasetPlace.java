package io.millrace.service.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** Where the dataset job looks for files. Safe for use by several threads. */
interface DatasetPlace extends AutoCloseable {
  /** The one that the settings name; nothing is asked of a server before the first use. */
  static DatasetPlace of(DatasetSettings settings) {
    return settings.isBucket() ? new BucketPlace(settings) : new FolderPlace(settings);
  }

  /** A local folder that the job does not look into, for what comes in. */
  Path incoming();

  /**
   * Stores a file, seen whole or not at all, in place of what was there.
   *
   * @param file in {@link #incoming}; it may be gone afterwards
   * @param name with slashes
   */
  void put(Path file, String name) throws IOException;

  @Override
  void close();
}
