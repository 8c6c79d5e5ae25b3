package io.millrace.local.projection;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventSource;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the index is to have after all events: each object as its last event has it, and each link
 * as the last event of its owner that tells of it. Holds one object and its links at a time.
 */
final class NewestDocuments {
  private final Predicate<String> wanted;
  private final Taker taker;
  private final Map<DocumentKey, SearchDocument> links = new TreeMap<>();
  private @Nullable ObjectEvent last;

  /** Takes documents, in any order. */
  @FunctionalInterface
  interface Taker {
    void take(DocumentKey key, SearchDocument document) throws IOException;
  }

  private NewestDocuments(Predicate<String> wanted, Taker taker) {
    this.wanted = wanted;
    this.taker = taker;
  }

  /**
   * Goes through all events.
   *
   * @param events by object and seq
   * @param wanted of which aliases
   */
  static void of(EventSource events, Predicate<String> wanted, Taker taker) throws IOException {
    NewestDocuments newest = new NewestDocuments(wanted, taker);
    for (ObjectEvent event = events.next(); event != null; event = events.next()) {
      newest.add(event);
    }
    newest.end();
  }

  private void add(ObjectEvent event) throws IOException {
    ObjectEvent before = last;
    if (before != null
        && !(before.getObjectId().equals(event.getObjectId())
            && before.getObjectType().equals(event.getObjectType()))) {
      end();
    }
    last = event;
    if (event.getLink() != null) {
      SearchDocument link = SearchDocument.all(event).get(1);
      if (wanted.test(link.alias())) {
        links.put(key(link), link);
      }
    }
  }

  /** The events of an object are over. */
  private void end() throws IOException {
    ObjectEvent event = last;
    if (event != null && wanted.test(SearchDocument.alias(event.getObjectType()))) {
      SearchDocument object = SearchDocument.of(event);
      taker.take(key(object), object);
    }
    for (Map.Entry<DocumentKey, SearchDocument> link : links.entrySet()) {
      taker.take(link.getKey(), link.getValue());
    }
    links.clear();
    last = null;
  }

  static DocumentKey key(SearchDocument document) {
    return new DocumentKey(document.alias(), document.id());
  }
}
