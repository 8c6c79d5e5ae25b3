package io.millrace.local.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elasticsearch over HTTP. Errors carry what it said. */
final class SearchServer {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String KEEP_ALIVE = "5m";
  private static final int PAGE = 1_000;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI url;
  private final @Nullable String authorization;

  /**
   * @param url of a node; {@code user:password@} is sent as basic authentication
   */
  SearchServer(String url) {
    URI given = URI.create(url.endsWith("/") ? url : url + "/");
    String user = given.getUserInfo();
    this.authorization =
        user == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    this.url =
        user == null
            ? given
            : URI.create(given.toString().replace(given.getRawUserInfo() + "@", ""));
  }

  /** An answer, also one that says no. */
  record Answer(int status, JsonNode body) {}

  Answer send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(LIMIT)
            .header(
                "Content-Type",
                path.contains("_bulk") ? "application/x-ndjson" : "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new StackException("No answer from Elasticsearch at " + url + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted", e);
    }
  }

  /** The answer, which must be a success. */
  JsonNode ask(String method, String path, @Nullable JsonNode body) {
    return call(method, path, body == null ? null : body.toString());
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    Answer answer = send(method, path, body);
    if (answer.status() / 100 != 2) {
      throw new StackException(
          "Elasticsearch: " + method + " " + path + ": " + answer.status() + " " + answer.body());
    }
    return answer.body();
  }

  /** Whether there is such an index or alias. */
  boolean has(String name) {
    return send("GET", name + "/_settings", null).status() == 200;
  }

  /** Writes and deletes; the items of the answer are in the order of the lines. */
  JsonNode bulk(String lines) {
    return call("POST", "_bulk?require_alias=true", lines).path("items");
  }

  /** Those of the documents that are there, by their ids, as they were last written. */
  JsonNode get(String alias, List<String> ids) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode wanted = body.putArray("ids");
    ids.forEach(wanted::add);
    return ask("POST", alias + "/_mget", body).path("docs");
  }

  /** Takes hits. */
  @FunctionalInterface
  interface Taker {
    void take(JsonNode hit) throws IOException;
  }

  /** Hands over every document behind an alias, as it stands now: hits with version and source. */
  void scan(String alias, Taker each) throws IOException {
    ask("POST", alias + "/_refresh", null);
    String pit = ask("POST", alias + "/_pit?keep_alive=" + KEEP_ALIVE, null).path("id").asText();
    try {
      JsonNode after = null;
      while (true) {
        ObjectNode body = JSON.createObjectNode().put("size", PAGE).put("version", true);
        body.put("track_total_hits", false);
        body.putObject("pit").put("id", pit).put("keep_alive", KEEP_ALIVE);
        body.putArray("sort").addObject().put("_shard_doc", "asc");
        if (after != null) {
          body.set("search_after", after);
        }
        JsonNode hits = ask("POST", "_search", body).path("hits").path("hits");
        if (hits.isEmpty()) {
          return;
        }
        for (JsonNode hit : hits) {
          each.take(hit);
        }
        after = hits.get(hits.size() - 1).path("sort");
      }
    } finally {
      send("DELETE", "_pit", JSON.createObjectNode().put("id", pit).toString());
    }
  }
}
