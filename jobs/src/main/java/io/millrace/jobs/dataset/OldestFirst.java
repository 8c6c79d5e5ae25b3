package io.millrace.jobs.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/**
 * Hands out versions in the order in which their manifests were written; of the same moment by
 * path, in which the service has the version with leading zeros.
 */
final class OldestFirst implements FileSplitAssigner {
  private static final Comparator<FileSourceSplit> ORDER =
      Comparator.comparingLong(FileSourceSplit::fileModificationTime)
          .thenComparing(split -> split.path().toString());

  private final TreeSet<FileSourceSplit> splits = new TreeSet<>(ORDER);

  OldestFirst(Collection<FileSourceSplit> splits) {
    this.splits.addAll(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String host) {
    return Optional.ofNullable(splits.pollFirst());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> more) {
    splits.addAll(more);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return List.copyOf(splits);
  }
}
