package io.millrace.service.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.projection.IndexMapping;
import io.millrace.udfs.projection.IndexState;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The indexes of objects and links as Elasticsearch has them. */
@Component
class SearchIndexes {
  private static final String FIRST = "-000001";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final RestClient client;

  SearchIndexes(RestClient client) {
    this.client = client;
  }

  /**
   * An index behind an alias.
   *
   * @param index its own name
   */
  record Standing(String index, IndexState state) {}

  /** Those that an alias leads to, by the alias. */
  Map<String, Standing> standing() throws IOException {
    Request request =
        new Request("GET", "/objects-*,links-*?features=aliases,mappings&expand_wildcards=open");
    JsonNode answer = ask(request);
    Map<String, Standing> standing = new TreeMap<>();
    answer
        .properties()
        .forEach(
            index -> {
              IndexState state = IndexState.of(index.getValue().at("/mappings/_meta"));
              index
                  .getValue()
                  .path("aliases")
                  .fieldNames()
                  .forEachRemaining(
                      alias -> standing.put(alias, new Standing(index.getKey(), state)));
            });
    return standing;
  }

  /** Makes the first index behind an alias; that somebody else was first is no error. */
  void create(String alias, IndexState state) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("aliases").putObject(alias).put("is_write_index", true);
    body.set("mappings", mapping(state.made(), state));
    // Writers wait for the shard; whoever saves an ontology need not.
    Request request = new Request("PUT", "/" + alias + FIRST + "?wait_for_active_shards=0");
    request.setJsonEntity(body.toString());
    try {
      ask(request);
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() != 400
          || !String.valueOf(e.getMessage()).contains("resource_already_exists_exception")) {
        throw e;
      }
    }
  }

  /** Adds fields to an index, and says so. */
  void change(String index, IndexMapping added, IndexState state) throws IOException {
    Request request = new Request("PUT", "/" + index + "/_mapping");
    request.setJsonEntity(mapping(added, state).toString());
    ask(request);
  }

  private static ObjectNode mapping(@Nullable IndexMapping fields, IndexState state) {
    ObjectNode mapping = JSON.createObjectNode();
    mapping.set("_meta", state.toMeta());
    if (fields != null && !fields.fields().isEmpty()) {
      mapping.set("properties", fields.toMapping());
    }
    return mapping;
  }

  private JsonNode ask(Request request) throws IOException {
    return JSON.readTree(client.performRequest(request).getEntity().getContent());
  }
}
