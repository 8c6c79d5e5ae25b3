package io.millrace.jobs.runtime.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server that answers bulk requests and index creations as Elasticsearch does, with
 * aliases and external versions, and with failures on demand: those that a real one cannot be
 * brought to on cue.
 */
final class SearchServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By alias, then id: version and document. */
  final Map<String, Map<String, JsonNode>> documents = new ConcurrentHashMap<>();

  final Map<String, Long> versions = new ConcurrentHashMap<>();

  /** Statuses with which the next bulk requests are answered as a whole. */
  final Queue<Integer> failures = new ConcurrentLinkedQueue<>();

  /** By id, statuses with which its next operations are answered. */
  final Map<String, Queue<Integer>> itemFailures = new ConcurrentHashMap<>();

  final AtomicInteger bulks = new AtomicInteger();
  final List<Integer> batchSizes = new java.util.concurrent.CopyOnWriteArrayList<>();
  final List<String> authorizations = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final HttpServer server;

  SearchServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  void createAlias(String alias) {
    documents.putIfAbsent(alias, new ConcurrentHashMap<>());
  }

  void failItem(String id, int... statuses) {
    Queue<Integer> queue = itemFailures.computeIfAbsent(id, i -> new ConcurrentLinkedQueue<>());
    for (int status : statuses) {
      queue.add(status);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      authorizations.add(authorization);
    }
    if (exchange.getRequestURI().getPath().equals("/_bulk")) {
      bulk(exchange, body);
    } else if (exchange.getRequestMethod().equals("PUT")) {
      create(exchange, body);
    } else {
      answer(exchange, 405, "{}");
    }
  }

  private void bulk(HttpExchange exchange, String body) throws IOException {
    bulks.incrementAndGet();
    Integer failure = failures.poll();
    if (failure != null) {
      answer(exchange, failure, error(failure, "made_to_fail", "on demand"));
      return;
    }
    boolean requireAlias =
        String.valueOf(exchange.getRequestURI().getQuery()).contains("require_alias=true");
    ArrayNode items = JSON.createArrayNode();
    String[] lines = body.split("\n");
    for (int i = 0; i < lines.length; i++) {
      JsonNode action = JSON.readTree(lines[i]);
      boolean index = action.has("index");
      JsonNode document = null;
      if (index) {
        try {
          document = JSON.readTree(lines[++i]);
        } catch (IOException e) {
          answer(exchange, 400, error(400, "illegal_argument_exception", "Malformed content"));
          return;
        }
      }
      items.add(item(index ? "index" : "delete", action.elements().next(), document, requireAlias));
    }
    batchSizes.add(items.size());
    ObjectNode answer = JSON.createObjectNode().put("took", 1).put("errors", true);
    answer.set("items", items);
    answer(exchange, 200, answer.toString());
  }

  private ObjectNode item(String kind, JsonNode meta, JsonNode document, boolean requireAlias) {
    String alias = meta.path("_index").asText();
    String id = meta.path("_id").asText();
    ObjectNode item = JSON.createObjectNode().put("_index", alias).put("_id", id);
    int status = status(alias, id, meta, document, requireAlias);
    item.put("status", status);
    if (status / 100 == 2) {
      item.put("result", kind.equals("index") ? "created" : "deleted");
    } else {
      String type =
          switch (status) {
            case 404 -> "index_not_found_exception";
            case 409 -> "version_conflict_engine_exception";
            case 400 -> "document_parsing_exception";
            default -> "es_rejected_execution_exception";
          };
      item.putObject("error").put("type", type).put("reason", "because of " + status);
    }
    ObjectNode wrapped = JSON.createObjectNode();
    wrapped.set(kind, item);
    return wrapped;
  }

  private int status(
      String alias, String id, JsonNode meta, JsonNode document, boolean requireAlias) {
    Queue<Integer> queue = itemFailures.get(id);
    Integer failure = queue == null ? null : queue.poll();
    if (failure != null) {
      return failure;
    }
    if (requireAlias && !documents.containsKey(alias)) {
      return 404;
    }
    boolean external = meta.path("version_type").asText().equals("external_gte");
    long version = meta.path("version").asLong();
    Long known = versions.get(alias + "/" + id);
    if (external && known != null && version < known) {
      return 409;
    }
    versions.put(alias + "/" + id, version);
    Map<String, JsonNode> index = documents.computeIfAbsent(alias, a -> new ConcurrentHashMap<>());
    if (document == null) {
      index.remove(id);
    } else {
      index.put(id, document);
    }
    return 200;
  }

  private void create(HttpExchange exchange, String body) throws IOException {
    String alias = JSON.readTree(body).path("aliases").fieldNames().next();
    if (!alias.equals(alias.toLowerCase(java.util.Locale.ROOT))) {
      answer(exchange, 400, error(400, "invalid_index_name_exception", "must be lowercase"));
    } else if (documents.putIfAbsent(alias, new ConcurrentHashMap<>()) != null) {
      answer(exchange, 400, error(400, "resource_already_exists_exception", "exists"));
    } else {
      String index = exchange.getRequestURI().getPath().substring(1);
      answer(
          exchange,
          200,
          "{\"acknowledged\":true,\"shards_acknowledged\":true,\"index\":\"" + index + "\"}");
    }
  }

  private static String error(int status, String type, String reason) {
    return "{\"error\":{\"type\":\"%s\",\"reason\":\"%s\",\"root_cause\":[]},\"status\":%d}"
        .formatted(type, reason, status);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
