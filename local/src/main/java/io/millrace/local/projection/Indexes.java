package io.millrace.local.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.projection.IndexMapping;
import io.millrace.udfs.projection.IndexState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The indexes of objects and links: {@code ALIAS-000001}, {@code ALIAS-000002} … */
final class Indexes {
  /** What a new index is called by until it takes the place of the old; as the job has it. */
  static final String REBUILDING = "rebuild-";

  private static final String RETIRED = "retired";
  private static final int DIGITS = 6;

  private final SearchServer server;

  Indexes(SearchServer server) {
    this.server = server;
  }

  /** The aliases of all that stand. */
  Set<String> aliases() {
    Set<String> aliases = new TreeSet<>();
    all("objects-*,links-*")
        .properties()
        .forEach(
            index -> index.getValue().path("aliases").fieldNames().forEachRemaining(aliases::add));
    aliases.removeIf(alias -> !(alias.startsWith("objects-") || alias.startsWith("links-")));
    return aliases;
  }

  private JsonNode all(String names) {
    return server.ask("GET", names + "?features=aliases,mappings", null);
  }

  /**
   * The indexes that were made for an alias, by their names, with what Elasticsearch has of each.
   */
  private Map<String, JsonNode> of(String alias) {
    Map<String, JsonNode> indexes = new TreeMap<>();
    all(alias + "-*")
        .properties()
        .forEach(
            index -> {
              if (number(alias, index.getKey()) > 0) {
                indexes.put(index.getKey(), index.getValue());
              }
            });
    return indexes;
  }

  /** 0 where it is an index of another alias: of {@code order-line-000001} for {@code order}. */
  static int number(String alias, String index) {
    String rest = index.substring(Math.min(index.length(), alias.length() + 1));
    boolean own = rest.length() == DIGITS && rest.chars().allMatch(Character::isDigit);
    return own ? Integer.parseInt(rest) : 0;
  }

  /** The index that an alias leads to; null for none. */
  @Nullable String current(String alias) {
    return of(alias).entrySet().stream()
        .filter(index -> index.getValue().path("aliases").has(alias))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Makes an index where nothing is behind an alias; how it indexes, the templates say. */
  void need(String prefix, String alias) {
    if (!server.has(prefix + alias)) {
      create(alias + "-000001", prefix + alias, null, 0);
    }
  }

  private void create(
      String index, String alias, @Nullable IndexMapping mapping, long ontologyVersion) {
    ObjectNode body = SearchServer.JSON.createObjectNode();
    body.putObject("aliases").putObject(alias).put("is_write_index", true);
    if (mapping != null) {
      ObjectNode mappings = body.putObject("mappings");
      mappings.set("_meta", IndexState.made(ontologyVersion, mapping).toMeta());
      if (!mapping.fields().isEmpty()) {
        mappings.set("properties", mapping.toMapping());
      }
    }
    server.ask("PUT", index, body);
  }

  /**
   * Makes the next index of an alias, called by {@link #REBUILDING} and the alias. One that an
   * earlier try left behind goes.
   *
   * @param mapping null where the ontology lacks the type: the index guesses
   */
  String createNext(String alias, @Nullable IndexMapping mapping, long ontologyVersion) {
    int last = 0;
    for (Map.Entry<String, JsonNode> index : of(alias).entrySet()) {
      JsonNode names = index.getValue().path("aliases");
      if (names.has(REBUILDING + alias) && !names.has(alias)) {
        server.ask("DELETE", index.getKey(), null);
      } else {
        last = Math.max(last, number(alias, index.getKey()));
      }
    }
    String next = "%s-%06d".formatted(alias, last + 1);
    create(next, REBUILDING + alias, mapping, ontologyVersion);
    return next;
  }

  /**
   * Lets an alias lead to another index, at once: no request finds none or both.
   *
   * @param read up to where of the topic the index that leaves has all events
   */
  void swap(String alias, String next, Offsets read) {
    ObjectNode body = SearchServer.JSON.createObjectNode();
    ArrayNode actions = body.putArray("actions");
    String before = current(alias);
    if (before != null) {
      retire(before, read);
      actions.addObject().putObject("remove").put("index", before).put("alias", alias);
    }
    if (of(alias)
        .getOrDefault(next, SearchServer.JSON.nullNode())
        .path("aliases")
        .has(REBUILDING + alias)) {
      actions.addObject().putObject("remove").put("index", next).put("alias", REBUILDING + alias);
    }
    actions
        .addObject()
        .putObject("add")
        .put("index", next)
        .put("alias", alias)
        .put("is_write_index", true);
    server.ask("POST", "_aliases", body);
  }

  /**
   * Lets an index forget what was deleted, with its next refresh. It would else refuse for a minute
   * to take a version that is not newer than the deletion.
   */
  void forgetDeletions(String name) {
    deletions(name, SearchServer.JSON.getNodeFactory().textNode("0s"));
  }

  /** The index's usual memory of deletions. */
  void rememberDeletions(String name) {
    deletions(name, SearchServer.JSON.nullNode());
  }

  private void deletions(String name, JsonNode time) {
    ObjectNode body = SearchServer.JSON.createObjectNode();
    body.set("index.gc_deletes", time);
    server.ask("PUT", name + "/_settings", body);
  }

  void refresh(String name) {
    server.ask("POST", name + "/_refresh", null);
  }

  /** Calls an index by one more name. */
  void name(String index, String alias) {
    ObjectNode body = SearchServer.JSON.createObjectNode();
    body.putArray("actions")
        .addObject()
        .putObject("add")
        .put("index", index)
        .put("alias", alias)
        .put("is_write_index", true);
    server.ask("POST", "_aliases", body);
  }

  private void retire(String index, Offsets read) {
    JsonNode meta = server.ask("GET", index + "/_mapping", null).path(index).at("/mappings/_meta");
    ObjectNode next = meta.isObject() ? meta.deepCopy() : SearchServer.JSON.createObjectNode();
    next.put(RETIRED, read.text());
    server.ask("PUT", index + "/_mapping", SearchServer.JSON.createObjectNode().set("_meta", next));
  }

  /**
   * An index that was swapped out.
   *
   * @param read up to where of the topic it has all events
   */
  record Retired(String index, Offsets read) {}

  /** The one that was swapped out last. */
  Optional<Retired> retired(String alias) {
    String current = current(alias);
    return of(alias).entrySet().stream()
        .filter(index -> !index.getKey().equals(current))
        .filter(index -> index.getValue().at("/mappings/_meta").has(RETIRED))
        .map(
            index ->
                new Retired(
                    index.getKey(),
                    Offsets.parse(index.getValue().at("/mappings/_meta").path(RETIRED).asText())))
        .reduce((first, second) -> second);
  }

  /** Deletes what was swapped out before the last time. */
  void forget(String alias, @Nullable String kept) {
    String current = current(alias);
    for (String index : of(alias).keySet()) {
      if (!index.equals(current) && !index.equals(kept)) {
        server.ask("DELETE", index, null);
      }
    }
  }

  /** A line for each index that an alias leads to: why it is to be rebuilt, if it is. */
  List<String> status() {
    List<String> lines = new ArrayList<>();
    for (String alias : aliases()) {
      of(alias).entrySet().stream()
          .filter(index -> index.getValue().path("aliases").has(alias))
          .forEach(index -> lines.add(status(alias, index.getKey(), index.getValue())));
    }
    return lines;
  }

  private String status(String alias, String index, JsonNode present) {
    IndexState state = IndexState.of(present.at("/mappings/_meta"));
    long documents = server.ask("GET", alias + "/_count", null).path("count").asLong();
    String ontology = state.made() == null ? "" : "  ontology " + state.ontology();
    String rebuild = state.rebuild().isEmpty() ? "" : "  needs a rebuild: " + state.rebuild();
    return "%-40s %10d documents%s%s".formatted(index, documents, ontology, rebuild);
  }
}
