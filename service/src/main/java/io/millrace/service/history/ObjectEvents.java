package io.millrace.service.history;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.service.problem.ProblemException;
import io.millrace.store.EventStore;
import io.millrace.store.ObjectHistory;
import io.millrace.store.ObjectStore;
import io.millrace.store.StoreLocation;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** All events of single objects: of the store, and then what it does not have yet. */
@Component
class ObjectEvents {
  /** How often to look again where a file of the store is not seen yet that Kafka is done with. */
  private static final int TRIES = 3;

  private static final int PAUSE_MILLIS = 300;

  private final EventTail tail;
  private final @Nullable StoreLocation location;
  private @Nullable ObjectStore store;

  ObjectEvents(EventTail tail, StoreSettings settings) {
    this.tail = tail;
    this.location = settings.location();
  }

  /**
   * What happened to an object, each event once and by seq; without a store, as far back as Kafka
   * remembers.
   *
   * @throws ProblemException where store or Kafka does not answer
   */
  ObjectHistory of(String type, String id) {
    StoreLocation known = location;
    if (known == null) {
      return new ObjectHistory(once(List.of(), tail.since(type, id, null)));
    }
    List<ObjectEvent> events = List.of();
    for (int i = 0; i < TRIES; i++) {
      // First the end, then the store: an event that moves from one to the other is in both.
      List<ObjectEvent> end = tail.notStored(type, id);
      events = once(stored(known, type, id), end);
      if (whole(events) || !pause()) {
        break;
      }
    }
    return new ObjectHistory(events);
  }

  private List<ObjectEvent> stored(StoreLocation known, String type, String id) {
    try {
      return new EventStore(open(known)).history(type, id);
    } catch (IOException | SdkException e) {
      throw ProblemException.unavailable("The event store", e);
    }
  }

  private static List<ObjectEvent> once(List<ObjectEvent> first, List<ObjectEvent> second) {
    TreeMap<Long, ObjectEvent> bySeq = new TreeMap<>();
    first.forEach(event -> bySeq.put(event.getSeq(), event));
    second.forEach(event -> bySeq.putIfAbsent(event.getSeq(), event));
    return new ArrayList<>(bySeq.values());
  }

  private static boolean whole(List<ObjectEvent> events) {
    return events.isEmpty() || events.get(events.size() - 1).getSeq() == events.size();
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized ObjectStore open(StoreLocation known) {
    ObjectStore opened = store;
    if (opened == null) {
      opened = known.open();
      store = opened;
    }
    return opened;
  }

  @PreDestroy
  synchronized void close() {
    if (store != null) {
      store.close();
    }
  }
}
