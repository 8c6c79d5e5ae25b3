package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts events that may be more than fit into memory: external merge sort (Knuth, TAOCP 3, 5.4) of
 * runs that are sorted in memory and kept in a folder of the local disk.
 */
final class SortedEvents {
  /** Events of a run. At about 1 kB each in memory, some 100 MB. */
  static final int RUN = 100_000;

  private final Path folder;
  private final int runSize;
  private final List<Path> runs = new ArrayList<>();
  private List<ObjectEvent> run = new ArrayList<>();

  /**
   * @param folder for runs; whoever made it deletes it
   */
  SortedEvents(Path folder, int runSize) {
    this.folder = folder;
    this.runSize = runSize;
  }

  void add(ObjectEvent event) throws IOException {
    run.add(event);
    if (run.size() >= runSize) {
      spill();
    }
  }

  private void spill() throws IOException {
    Path file = folder.resolve("run-" + runs.size() + Layout.AVRO);
    try (EventWriter writer =
        EventWriter.create(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (ObjectEvent event : sorted()) {
        writer.write(event);
      }
    }
    runs.add(file);
    run = new ArrayList<>();
  }

  private List<ObjectEvent> sorted() {
    run.sort(Comparator.comparing(EventKey::of).thenComparing(ObjectEvent::getEventId));
    return run;
  }

  /** All that was added, in order and without copies. Nothing more can be added. */
  MergedEvents merge() throws IOException {
    List<EventSource> sources = new ArrayList<>();
    for (Path file : runs) {
      sources.add(
          EventReader.of(file.toString(), new BufferedInputStream(Files.newInputStream(file))));
    }
    sources.add(memory(sorted()));
    return new MergedEvents(sources);
  }

  private static EventSource memory(List<ObjectEvent> events) {
    Iterator<ObjectEvent> left = events.iterator();
    return new EventSource() {
      @Override
      public @Nullable ObjectEvent next() {
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
