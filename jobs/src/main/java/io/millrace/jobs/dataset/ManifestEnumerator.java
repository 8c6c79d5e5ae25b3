package io.millrace.jobs.dataset;

import io.millrace.udfs.dataset.DatasetManifest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Finds the versions below a folder by their manifests. Each is one split, for a reader that begins
 * in the middle would not know the number of its first row. Folders that begin with a dot or an
 * underscore are passed over.
 */
final class ManifestEnumerator implements FileEnumerator {
  /** A version is two levels deep where the service wrote it; others may be further down. */
  private static final int DEPTH = 6;

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] folders, int desiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path folder : folders) {
      find(folder.getFileSystem(), folder, DEPTH, splits);
    }
    return splits;
  }

  private static void find(FileSystem files, Path folder, int depth, List<FileSourceSplit> splits)
      throws IOException {
    for (FileStatus status : list(files, folder)) {
      String name = status.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (status.isDir() && depth > 0) {
        find(files, status.getPath(), depth - 1, splits);
      } else if (!status.isDir() && name.equals(DatasetManifest.NAME)) {
        splits.add(split(status));
      }
    }
  }

  /** A folder that is not there, or not any more, has nothing. */
  private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
    try {
      FileStatus[] found = files.listStatus(folder);
      return found == null ? new FileStatus[0] : found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static FileSourceSplit split(FileStatus manifest) {
    return new FileSourceSplit(
        manifest.getPath().toString(),
        manifest.getPath(),
        0,
        manifest.getLen(),
        manifest.getModificationTime(),
        manifest.getLen());
  }
}
