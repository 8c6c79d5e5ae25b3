package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Seals days: sorts the events of a day into large files by object, with indexes, then names these
 * in a manifest, then deletes the files that the job wrote. Whatever it is stopped in, nothing is
 * lost, and the next run goes on: before the manifest the new files count for nothing; after it
 * what is left of the old ones are copies, which readers know.
 *
 * <p>For one process at a time.
 */
public final class Sealer {
  private static final long FILE_SIZE = 256L << 20;

  /** At some 200 bytes each in Avro, compressed to a third. */
  private static final int BLOCK_EVENTS = 1_000;

  private final ObjectStore store;
  private final Manifests manifests;
  private final Clock clock;
  private final long fileSize;
  private final int blockEvents;
  private final int runSize;

  public Sealer(ObjectStore store, Clock clock) {
    this(store, clock, FILE_SIZE, BLOCK_EVENTS, SortedEvents.RUN);
  }

  Sealer(ObjectStore store, Clock clock, long fileSize, int blockEvents, int runSize) {
    this.store = store;
    this.manifests = new Manifests(store);
    this.clock = clock;
    this.fileSize = fileSize;
    this.blockEvents = blockEvents;
    this.runSize = runSize;
  }

  /**
   * Seals all days before this one that have files of events.
   *
   * @return a manifest for each of them
   */
  public List<Manifest> sealBefore(LocalDate today) throws IOException {
    List<Manifests.Stored> known = manifests.all();
    leftovers(known);
    String previous = known.isEmpty() ? Manifest.NONE : known.get(known.size() - 1).sha256();
    int number = known.isEmpty() ? 0 : known.get(known.size() - 1).manifest().number();
    List<Manifest> made = new ArrayList<>();
    for (Map.Entry<LocalDate, List<String>> day : days().headMap(today).entrySet()) {
      number++;
      Manifest manifest = seal(day.getKey(), day.getValue(), number, previous);
      made.add(manifest);
      previous = Sha256.of(Manifests.JSON.writeValueAsBytes(manifest));
    }
    return made;
  }

  /** Files of a run that was stopped after its manifest. */
  private void leftovers(List<Manifests.Stored> known) throws IOException {
    Set<String> sealed = new HashSet<>();
    known.forEach(stored -> sealed.addAll(stored.manifest().sources()));
    for (ObjectStore.Entry entry : store.list(Layout.EVENTS)) {
      if (sealed.contains(entry.name())) {
        store.delete(entry.name());
      }
    }
  }

  private TreeMap<LocalDate, List<String>> days() throws IOException {
    TreeMap<LocalDate, List<String>> days = new TreeMap<>();
    for (ObjectStore.Entry entry : store.list(Layout.EVENTS)) {
      Layout.date(entry.name())
          .ifPresent(date -> days.computeIfAbsent(date, d -> new ArrayList<>()).add(entry.name()));
    }
    return days;
  }

  private Manifest seal(LocalDate date, List<String> sources, int number, String previous)
      throws IOException {
    Path folder = Files.createTempDirectory("millrace-seal");
    try {
      SortedEvents sorted = new SortedEvents(folder, runSize);
      for (String source : sources) {
        try (EventReader reader = EventReader.open(store, source)) {
          for (ObjectEvent e = reader.next(); e != null; e = reader.next()) {
            sorted.add(e);
          }
        }
      }
      List<Manifest.SealedFile> files;
      long copies;
      try (MergedEvents merged = sorted.merge()) {
        files = write(merged, date, number, folder);
        copies = merged.copies();
      }
      Manifest manifest =
          new Manifest(number, previous, date, clock.instant(), files, sources, copies);
      manifests.write(manifest, folder);
      for (String source : sources) {
        store.delete(source);
      }
      return manifest;
    } finally {
      delete(folder);
    }
  }

  private List<Manifest.SealedFile> write(
      MergedEvents events, LocalDate date, int number, Path folder) throws IOException {
    List<Manifest.SealedFile> files = new ArrayList<>();
    ObjectEvent next = events.next();
    while (next != null) {
      String name = Layout.sealed(date, number, files.size());
      Path file = folder.resolve("sealed");
      SealedWriter writer = new SealedWriter(name, file, blockEvents);
      try (writer) {
        while (next != null && writer.size() < fileSize) {
          writer.write(next);
          next = events.next();
        }
      }
      Path index = folder.resolve("index");
      Files.write(index, Manifests.JSON.writeValueAsBytes(writer.index()));
      Manifest.SealedFile sealed = writer.sealed();
      store.write(sealed.avro(), file);
      store.write(sealed.index(), index);
      files.add(sealed);
    }
    return files;
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
