package io.millrace.local.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.StackException;
import io.millrace.udfs.projection.SearchDocument;
import java.nio.charset.StandardCharsets;

/** Writes documents by their versions, some at a time: what the index has newer stays. */
final class BulkWriter {
  private static final int MOST = 500;
  private static final int MOST_CHARS = 5 << 20;

  private final SearchServer server;
  private final String prefix;
  private final StringBuilder lines = new StringBuilder();
  private int waiting;
  private long written;

  /**
   * @param prefix stands before each alias; empty for none
   */
  BulkWriter(SearchServer server, String prefix) {
    this.server = server;
    this.prefix = prefix;
  }

  void write(SearchDocument document) {
    action("index", document.alias(), document.id(), document.version());
    lines.append(new String(document.json(), StandardCharsets.UTF_8)).append('\n');
    add();
  }

  void delete(DocumentKey key, long version) {
    action("delete", key.alias(), key.id(), version);
    add();
  }

  private void action(String name, String alias, String id, long version) {
    ObjectNode action = SearchServer.JSON.createObjectNode();
    action
        .putObject(name)
        .put("_index", prefix + alias)
        .put("_id", id)
        .put("version", version)
        .put("version_type", "external_gte");
    lines.append(action).append('\n');
  }

  private void add() {
    waiting++;
    if (waiting >= MOST || lines.length() >= MOST_CHARS) {
      flush();
    }
  }

  /** Writes what waits. */
  void flush() {
    if (waiting == 0) {
      return;
    }
    for (JsonNode item : server.bulk(lines.toString())) {
      JsonNode done = item.elements().next();
      int status = done.path("status").asInt();
      // 409: the index has a newer one. 404: what is deleted was gone.
      if (status / 100 == 2 || status == 409 || status == 404 && item.has("delete")) {
        written++;
      } else {
        refuse(done);
      }
    }
    lines.setLength(0);
    waiting = 0;
  }

  /** One document that cannot be indexed is for the next comparison to tell; a full disk is not. */
  private static void refuse(JsonNode done) {
    int status = done.path("status").asInt();
    if (status != 400) {
      throw new StackException("Elasticsearch cannot take a document: " + done.path("error"));
    }
  }

  /** How many the index has taken, or has newer. */
  long written() {
    return written;
  }
}
