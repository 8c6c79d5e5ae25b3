package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Proves a store: that the manifests form a chain, that each sealed file has the bytes that its
 * manifest names, and that each object's events have the numbers 1, 2, 3 … without a gap, each
 * once. Reads everything once; memory does not grow with the number of events, but for days that
 * are not sealed, which are sorted on the local disk.
 */
public final class Verifier {
  private final ObjectStore store;
  private final Consumer<String> problems;
  private final int runSize;
  private long found;

  /**
   * What was looked at.
   *
   * @param problems that were found; 0 for a store that is whole
   */
  public record Summary(long objects, long events, long copies, int manifests, long problems) {}

  /**
   * @param problems is told of each, in words
   */
  public Verifier(ObjectStore store, Consumer<String> problems) {
    this(store, problems, SortedEvents.RUN);
  }

  Verifier(ObjectStore store, Consumer<String> problems, int runSize) {
    this.store = store;
    this.problems = problems;
    this.runSize = runSize;
  }

  public Summary verify() throws IOException {
    found = 0;
    List<Manifests.Stored> manifests = new Manifests(store).all();
    chain(manifests);
    List<Manifest.SealedFile> whole = new ArrayList<>();
    for (Manifests.Stored stored : manifests) {
      for (Manifest.SealedFile file : stored.manifest().files()) {
        if (intact(file)) {
          whole.add(file);
        }
      }
    }
    strangers(manifests);
    Path folder = Files.createTempDirectory("millrace-verify");
    try (MergedEvents all = all(whole, folder)) {
      Numbers numbers = new Numbers(all);
      return new Summary(numbers.objects, numbers.events, all.copies(), manifests.size(), found);
    } finally {
      Sealer.delete(folder);
    }
  }

  private void problem(String what) {
    found++;
    problems.accept(what);
  }

  private void chain(List<Manifests.Stored> manifests) {
    String previous = Manifest.NONE;
    int number = 0;
    for (Manifests.Stored stored : manifests) {
      number++;
      Manifest manifest = stored.manifest();
      if (manifest.number() != number || !stored.name().equals(Layout.manifest(number))) {
        problem(stored.name() + ": expected manifest " + number + ", found " + manifest.number());
        number = manifest.number();
      }
      if (!manifest.previous().equals(previous)) {
        problem(stored.name() + ": names another manifest before it than stands there");
      }
      previous = stored.sha256();
    }
  }

  private boolean intact(Manifest.SealedFile file) throws IOException {
    try (InputStream in = store.read(file.avro(), 0)) {
      if (Sha256.of(in).equals(file.sha256())) {
        return true;
      }
      problem(file.avro() + ": has other bytes than were sealed");
    } catch (FileNotFoundException e) {
      problem(file.avro() + ": is gone");
    }
    return false;
  }

  /** Sealed files of no manifest: of a run that was stopped, or put in by somebody. */
  private void strangers(List<Manifests.Stored> manifests) throws IOException {
    Set<String> known = new HashSet<>();
    for (Manifests.Stored stored : manifests) {
      for (Manifest.SealedFile file : stored.manifest().files()) {
        known.add(file.avro());
        known.add(file.index());
      }
    }
    for (ObjectStore.Entry entry : store.list(Layout.SEALED)) {
      if (!known.contains(entry.name())) {
        problem(entry.name() + ": stands in no manifest");
      }
    }
  }

  private MergedEvents all(List<Manifest.SealedFile> files, Path folder) throws IOException {
    SortedEvents open = new SortedEvents(folder, runSize);
    for (String name : new EventStore(store).open()) {
      try (EventReader reader = EventReader.open(store, name)) {
        for (ObjectEvent e = reader.next(); e != null; e = reader.next()) {
          open.add(e);
        }
      } catch (IOException e) {
        problem(String.valueOf(e.getMessage()));
      }
    }
    List<EventSource> sources = new ArrayList<>();
    sources.add(open.merge());
    for (Manifest.SealedFile file : files) {
      sources.add(EventReader.open(store, file.avro()));
    }
    return new MergedEvents(sources);
  }

  /** Goes through all events by object. */
  private final class Numbers {
    private long objects;
    private long events;

    Numbers(MergedEvents all) throws IOException {
      EventKey last = null;
      for (ObjectEvent event = all.next(); event != null; event = all.next()) {
        EventKey key = EventKey.of(event);
        boolean same = last != null && last.sameObject(key);
        long expected = same && last != null ? last.seq() + 1 : 1;
        if (same && last != null && key.seq() == last.seq()) {
          problem(key + ": two different events have this number");
        } else if (key.seq() != expected) {
          problem(key + ": expected seq " + expected);
        }
        objects += same ? 0 : 1;
        events++;
        last = key;
      }
    }
  }
}
