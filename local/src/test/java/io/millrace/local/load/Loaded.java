package io.millrace.local.load;

import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables that were loaded in memory: what became of them, and which objects and links there are.
 */
final class Loaded {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Map<String, Map<String, Object>> objects = new HashMap<>();
  private final Map<String, Set<String>> fromSource = new HashMap<>();
  private final Map<String, Set<String>> fromTarget = new HashMap<>();
  private final LoadResult result;

  private Loaded(LoadDocuments documents, List<DataTable> tables) throws IOException {
    DryLoad load = new DryLoad(documents, NOON, this::take);
    for (DataTable table : tables) {
      load.take(table);
    }
    result = load.result();
  }

  static Loaded of(Path ontology, Path mappings, Path data) throws IOException {
    return new Loaded(LoadDocuments.read(ontology, mappings), DataTables.in(data));
  }

  /** With ontology and mappings of ours, {@code SUITE/ontology.yaml} and {@code mappings.yaml}. */
  static Loaded suite(String name, Path data) throws IOException {
    Path folder = Path.of("src/test/resources/io/millrace/local/load", name);
    return of(folder.resolve("ontology.yaml"), folder.resolve("mappings.yaml"), data);
  }

  private void take(ObjectEvent event) {
    objects.put(event.getObjectType() + "/" + event.getObjectId(), event.getProperties());
    Link link = event.getLink();
    if (link != null) {
      ends(fromSource, link.getLinkType(), link.getSourceId()).add(link.getTargetId());
      ends(fromTarget, link.getLinkType(), link.getTargetId()).add(link.getSourceId());
    }
  }

  private static Set<String> ends(Map<String, Set<String>> all, String linkType, String id) {
    return all.computeIfAbsent(linkType + "/" + id, key -> new TreeSet<>());
  }

  LoadResult result() {
    return result;
  }

  /** The properties of an object, null where there is none. */
  Map<String, Object> object(String type, String id) {
    return objects.get(type + "/" + id);
  }

  /** The properties of all objects of a type. */
  List<Map<String, Object>> all(String type) {
    return objects.entrySet().stream()
        .filter(object -> object.getKey().startsWith(type + "/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The ids of targets. */
  Set<String> targets(String linkType, String sourceId) {
    return fromSource.getOrDefault(linkType + "/" + sourceId, Set.of());
  }

  /** The ids of sources. */
  Set<String> sources(String linkType, String targetId) {
    return fromTarget.getOrDefault(linkType + "/" + targetId, Set.of());
  }
}
