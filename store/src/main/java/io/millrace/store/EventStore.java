package io.millrace.store;

import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the store: the history of an object, or all events. Sees what is there when it is asked.
 */
public final class EventStore {
  private final ObjectStore store;
  private final Manifests manifests;

  public EventStore(ObjectStore store) {
    this.store = store;
    this.manifests = new Manifests(store);
  }

  /**
   * The events of an object, by seq, each once. Of sealed days it reads the blocks that hold the
   * object; of days that are not sealed, all files.
   */
  public List<ObjectEvent> history(String type, String id) throws IOException {
    TreeMap<EventKey, ObjectEvent> events = new TreeMap<>();
    for (Manifests.Stored stored : manifests.all()) {
      for (Manifest.SealedFile file : stored.manifest().files()) {
        if (file.mayHold(type, id)) {
          sealed(file, EventKey.first(type, id), events);
        }
      }
    }
    for (String name : open()) {
      try (EventReader reader = EventReader.open(store, name)) {
        for (ObjectEvent e = reader.next(); e != null; e = reader.next()) {
          if (e.getObjectId().equals(id) && e.getObjectType().equals(type)) {
            events.putIfAbsent(EventKey.of(e), e);
          }
        }
      }
    }
    return new ArrayList<>(events.values());
  }

  private void sealed(
      Manifest.SealedFile file, EventKey from, TreeMap<EventKey, ObjectEvent> events)
      throws IOException {
    BlockIndex index = manifests.index(file);
    byte[] header;
    try (InputStream in = store.read(file.avro(), 0)) {
      header = in.readNBytes(index.header());
    }
    try (EventReader reader = EventReader.from(store, file.avro(), header, index.before(from))) {
      for (ObjectEvent e = reader.next(); e != null; e = reader.next()) {
        EventKey key = EventKey.of(e);
        if (key.sameObject(from)) {
          events.putIfAbsent(key, e);
        } else if (key.compareTo(from) > 0) {
          return;
        }
      }
    }
  }

  /** Hands over events that the store may not have yet. */
  @FunctionalInterface
  public interface Feed {
    void into(Taker taker) throws IOException;
  }

  /** Takes events, in any order. */
  @FunctionalInterface
  public interface Taker {
    void take(ObjectEvent event) throws IOException;
  }

  /**
   * All events of the store and those of a feed, by object and seq, each once. Files of days that
   * are not sealed are sorted on the local disk. A sealing that ends meanwhile deletes files that
   * are read here: then this fails, and can be tried again.
   *
   * @param folder for files of the sort; whoever made it deletes it
   */
  public EventSource all(Path folder, Feed rest) throws IOException {
    SortedEvents unsorted = new SortedEvents(folder, SortedEvents.RUN);
    for (String name : open()) {
      try (EventReader reader = EventReader.open(store, name)) {
        for (ObjectEvent e = reader.next(); e != null; e = reader.next()) {
          unsorted.add(e);
        }
      }
    }
    rest.into(unsorted::add);
    List<EventSource> sources = new ArrayList<>();
    sources.add(unsorted.merge());
    for (Manifests.Stored stored : manifests.all()) {
      for (Manifest.SealedFile file : stored.manifest().files()) {
        sources.add(EventReader.open(store, file.avro()));
      }
    }
    return new MergedEvents(sources);
  }

  /** Files of events that no manifest names yet. */
  List<String> open() throws IOException {
    Set<String> sealed =
        manifests.all().stream()
            .flatMap(stored -> stored.manifest().sources().stream())
            .collect(Collectors.toSet());
    return store.list(Layout.EVENTS).stream()
        .map(ObjectStore.Entry::name)
        .filter(name -> name.endsWith(Layout.AVRO) && !sealed.contains(name))
        .toList();
  }
}
