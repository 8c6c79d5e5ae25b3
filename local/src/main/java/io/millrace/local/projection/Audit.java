package io.millrace.local.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.install.DirectoryTree;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventSource;
import io.millrace.store.EventStore;
import io.millrace.store.ObjectStore;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Holds the index against the events: those of the store and those that Kafka has. Both go on
 * meanwhile: what differs at first is looked at again, with the events that came since, until it
 * agrees or patience ends.
 */
final class Audit {
  private final ObjectStore store;
  private final EventTopic topic;
  private final SearchServer server;
  private final String prefix;
  private final SecondLook second;

  /**
   * @param prefix stands before the aliases of the indexes that are looked at; empty for none
   * @param pause between looks at what differs
   */
  Audit(ObjectStore store, EventTopic topic, SearchServer server, String prefix, Duration pause) {
    this.store = store;
    this.topic = topic;
    this.server = server;
    this.prefix = prefix;
    this.second = new SecondLook(topic, server, prefix, pause);
  }

  /**
   * Compares, and repairs if asked to.
   *
   * @param aliases of the indexes that are there
   * @param wanted which aliases documents are expected of
   */
  AuditReport run(Set<String> aliases, Predicate<String> wanted, boolean repair)
      throws IOException {
    Offsets until = topic.end();
    AuditReport report = new AuditReport();
    Map<DocumentKey, Suspect> suspects = compare(aliases, wanted, until, report);
    Offsets seen = second.at(suspects, wanted, until);
    suspects.forEach((key, suspect) -> report.differs(key, suspect.difference()));
    if (repair && !suspects.isEmpty()) {
      repair(suspects, wanted, seen, report);
    }
    return report;
  }

  private Map<DocumentKey, Suspect> compare(
      Set<String> aliases, Predicate<String> wanted, Offsets until, AuditReport report)
      throws IOException {
    Map<DocumentKey, Suspect> suspects = new TreeMap<>();
    Path folder = Files.createTempDirectory("millrace-audit");
    try (KeyRanges ranges = new KeyRanges(folder)) {
      newest(
          until,
          wanted,
          (key, document) ->
              ranges.expect(
                  key, new DocumentState(document.version(), ContentHash.of(document.json()))));
      for (String alias : aliases) {
        server.scan(
            prefix + alias,
            hit -> ranges.found(new DocumentKey(alias, hit.path("_id").asText()), state(hit)));
      }
      ranges.compare(
          (key, expected, present) -> {
            report.compared(key, expected, present);
            Suspect suspect = new Suspect(expected, present);
            if (suspect.difference() != null) {
              suspects.put(key, suspect);
            }
          });
      return suspects;
    } finally {
      DirectoryTree.delete(folder);
    }
  }

  static DocumentState state(JsonNode hit) {
    return new DocumentState(hit.path("_version").asLong(), ContentHash.of(hit.path("_source")));
  }

  private void newest(Offsets until, Predicate<String> wanted, NewestDocuments.Taker taker)
      throws IOException {
    Path folder = Files.createTempDirectory("millrace-events");
    try (EventSource events =
        new EventStore(store).all(folder, each -> topic.read(Offsets.BEGINNING, until, each))) {
      NewestDocuments.of(events, wanted, taker);
    } finally {
      DirectoryTree.delete(folder);
    }
  }

  static List<SearchDocument> documents(ObjectEvent event, Predicate<String> wanted) {
    return SearchDocument.all(event).stream().filter(d -> wanted.test(d.alias())).toList();
  }

  private void repair(
      Map<DocumentKey, Suspect> suspects,
      Predicate<String> wanted,
      Offsets until,
      AuditReport report)
      throws IOException {
    BulkWriter writer = new BulkWriter(server, prefix);
    Set<DocumentKey> written = new HashSet<>();
    suspects.forEach(
        (key, suspect) -> {
          DocumentState present = suspect.present();
          Difference difference = suspect.difference();
          if (present != null
              && (difference == Difference.SURPLUS || difference == Difference.AHEAD)) {
            writer.delete(key, present.version());
          }
          if (difference != Difference.SURPLUS) {
            written.add(key);
          }
        });
    writer.flush();
    write(written, wanted, until, writer);
    Map<DocumentKey, Suspect> left = new TreeMap<>(suspects);
    second.at(left, wanted, until);
    suspects.keySet().stream()
        .filter(key -> !left.containsKey(key))
        .forEach(key -> report.repaired(key.alias()));
  }

  private void write(
      Set<DocumentKey> keys, Predicate<String> wanted, Offsets until, BulkWriter writer)
      throws IOException {
    Indexes indexes = new Indexes(server);
    Set<String> names = new TreeSet<>();
    for (DocumentKey key : keys) {
      names.add(prefix + key.alias());
    }
    names.forEach(name -> indexes.need(prefix, name.substring(prefix.length())));
    try {
      names.forEach(indexes::forgetDeletions);
      second.rest();
      names.forEach(indexes::refresh);
      newest(
          until,
          wanted,
          (key, document) -> {
            if (keys.contains(key)) {
              writer.write(document);
            }
          });
      writer.flush();
    } finally {
      names.forEach(indexes::rememberDeletions);
    }
  }
}
