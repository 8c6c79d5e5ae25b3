package io.millrace.local.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Looks again at documents that seemed to differ: events and index go on all the time. */
final class SecondLook {
  private static final int CHUNK = 500;
  private static final int LOOKS = 5;

  private final EventTopic topic;
  private final SearchServer server;
  private final String prefix;
  private final Duration pause;

  /**
   * @param prefix stands before the aliases of the indexes that are looked at; empty for none
   * @param pause before each look
   */
  SecondLook(EventTopic topic, SearchServer server, String prefix, Duration pause) {
    this.topic = topic;
    this.server = server;
    this.prefix = prefix;
    this.pause = pause;
  }

  /**
   * Looks again at what differs, until nothing does or patience ends.
   *
   * @return until where the events were read
   */
  Offsets at(Map<DocumentKey, Suspect> suspects, Predicate<String> wanted, Offsets from)
      throws IOException {
    Offsets seen = from;
    for (int look = 0; look < LOOKS && !suspects.isEmpty(); look++) {
      rest();
      Map<DocumentKey, DocumentState> present = present(suspects.keySet());
      // After the documents: no document can be ahead of the events that are read now.
      Offsets end = topic.end();
      Map<DocumentKey, List<DocumentState>> later = later(seen, end, wanted, suspects.keySet());
      seen = end;
      for (Map.Entry<DocumentKey, Suspect> suspect : new TreeMap<>(suspects).entrySet()) {
        DocumentKey key = suspect.getKey();
        List<DocumentState> known = new ArrayList<>(later.getOrDefault(key, List.of()));
        DocumentState expected = suspect.getValue().expected();
        if (expected != null) {
          known.add(expected);
        }
        DocumentState there = present.get(key);
        // An object that changes all the time is behind its last event, and no older than before.
        if (there == null ? known.isEmpty() : known.contains(there)) {
          suspects.remove(key);
        } else {
          suspects.put(
              key, new Suspect(known.stream().reduce(DocumentState::or).orElse(null), there));
        }
      }
    }
    return seen;
  }

  private Map<DocumentKey, DocumentState> present(Set<DocumentKey> keys) {
    Map<String, List<String>> byAlias = new TreeMap<>();
    keys.forEach(key -> byAlias.computeIfAbsent(key.alias(), a -> new ArrayList<>()).add(key.id()));
    Map<DocumentKey, DocumentState> present = new TreeMap<>();
    byAlias.forEach(
        (alias, ids) -> {
          for (int at = 0; at < ids.size() && server.has(prefix + alias); at += CHUNK) {
            List<String> some = ids.subList(at, Math.min(ids.size(), at + CHUNK));
            for (JsonNode document : server.get(prefix + alias, some)) {
              if (document.path("found").asBoolean()) {
                present.put(
                    new DocumentKey(alias, document.path("_id").asText()), Audit.state(document));
              }
            }
          }
        });
    return present;
  }

  private Map<DocumentKey, List<DocumentState>> later(
      Offsets from, Offsets until, Predicate<String> wanted, Set<DocumentKey> keys)
      throws IOException {
    Map<DocumentKey, List<DocumentState>> later = new TreeMap<>();
    topic.read(
        from,
        until,
        event -> {
          for (SearchDocument document : Audit.documents(event, wanted)) {
            DocumentKey key = NewestDocuments.key(document);
            if (keys.contains(key)) {
              later
                  .computeIfAbsent(key, k -> new ArrayList<>())
                  .add(new DocumentState(document.version(), ContentHash.of(document.json())));
            }
          }
        });
    return later;
  }

  /** Gives the live job, or the index, its time. */
  void rest() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted", e);
    }
  }
}
