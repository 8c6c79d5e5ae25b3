package io.millrace.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.api.Acknowledgements;
import io.millrace.local.api.ServiceApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ontology and object mappings as the service has them.
 *
 * @param changed when each was saved last, by {@code kind/id}
 */
record SavedDefinitions(Map<String, Instant> changed) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ONTOLOGY = "ontology";
  private static final String MAPPING = "object-mapping";
  private static final List<String> PARTS =
      List.of("valueTypes", "interfaces", "objectTypes", "linkTypes");

  /** What is done about an ontology that stands. */
  enum Standing {
    /** It is replaced where that breaks nothing. */
    KEEP,
    /** It is replaced whatever that breaks. */
    BREAK,
    /** What the document has is added to it, or replaces what has the same name. */
    EXTEND
  }

  /** Saves them, and returns when the objectify job has them in force. */
  static SavedDefinitions save(LoadTarget target, LoadDocuments documents, Standing standing)
      throws IOException {
    ServiceApi service = target.service();
    Map<String, Instant> changed = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    JsonNode ontology =
        service.put(
            "/api/v1/ontology" + (standing == Standing.BREAK ? "?allow=breaking" : ""),
            standing == Standing.EXTEND
                ? extended(service, documents.ontologyDocument())
                : documents.ontologyDocument());
    note(ONTOLOGY, ONTOLOGY, ontology, changed, versions);
    documents
        .mappings()
        .forEach(
            (id, mapping) -> {
              String path = "/api/v1/object-mappings/" + ServiceApi.encode(id);
              note(MAPPING, id, service.put(path, mapping.document()), changed, versions);
            });
    try (Acknowledgements acks = new Acknowledgements(target.kafka(), target.registry())) {
      for (Map.Entry<String, Long> version : versions.entrySet()) {
        String[] name = version.getKey().split("/", 2);
        acks.await(name[0], name[1], version.getValue(), PATIENCE);
      }
    }
    return new SavedDefinitions(Map.copyOf(changed));
  }

  private static JsonNode extended(ServiceApi service, JsonNode document) {
    JsonNode standing = service.find("/api/v1/ontology");
    if (standing == null) {
      return document;
    }
    ObjectNode whole = standing.path("document").deepCopy();
    for (String part : PARTS) {
      document
          .path(part)
          .properties()
          .forEach(e -> whole.withObject("/" + part).set(e.getKey(), e.getValue()));
    }
    return whole;
  }

  private static void note(
      String kind,
      String id,
      JsonNode saved,
      Map<String, Instant> changed,
      Map<String, Long> versions) {
    changed.put(kind + "/" + id, Instant.parse(saved.path("updatedAt").asText()));
    versions.put(kind + "/" + id, saved.path("version").asLong());
  }

  /** Whether what rows of a data set become may be another since then. */
  boolean changedSince(Instant then, List<LoadDocuments.Mapping> taking) {
    return changed(ONTOLOGY, ONTOLOGY).isAfter(then)
        || taking.stream().anyMatch(m -> changed(MAPPING, m.compiled().id()).isAfter(then));
  }

  private Instant changed(String kind, String id) {
    return changed.getOrDefault(kind + "/" + id, Instant.MIN);
  }
}
