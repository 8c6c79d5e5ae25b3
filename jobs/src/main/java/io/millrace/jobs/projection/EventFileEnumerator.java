package io.millrace.jobs.projection;

import io.millrace.store.Layout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/** Finds the files of events of a store, sealed or not; a store that has none yet is empty. */
final class EventFileEnumerator extends NonSplittingRecursiveEnumerator {
  EventFileEnumerator() {
    super(EventFileEnumerator::leadsToEvents);
  }

  /** Where they lie below the root of a store. */
  static Path[] folders(String root) {
    Path store = new Path(root);
    return new Path[] {new Path(store, Layout.EVENTS), new Path(store, Layout.SEALED)};
  }

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      try {
        splits.addAll(super.enumerateSplits(new Path[] {path}, minDesiredSplits));
      } catch (FileNotFoundException e) {
        // Nothing was sealed yet, or everything was.
        continue;
      }
    }
    return splits;
  }

  /** Flink's sink writes {@code .part-0.inprogress}; beside sealed files lie their indexes. */
  private static boolean leadsToEvents(Path path) {
    String name = path.getName();
    boolean folder =
        name.startsWith(Layout.DATE)
            || Layout.EVENTS.equals(name + "/")
            || Layout.SEALED.equals(name + "/");
    return folder || (name.endsWith(Layout.AVRO) && !name.startsWith("."));
  }
}
