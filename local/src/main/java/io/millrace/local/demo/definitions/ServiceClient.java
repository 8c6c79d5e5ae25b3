package io.millrace.local.demo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The REST API of the service, as far as the demo needs it. Safe for use by many threads. */
public final class ServiceClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;

  /**
   * @param url of the service, without a slash at the end
   */
  public ServiceClient(String url) {
    this.base = url;
  }

  /** Saves a mapping; returns its new version. */
  public long putMapping(String id, JsonNode document) throws IOException, InterruptedException {
    return put("/api/v1/mappings/" + id, document);
  }

  /** Saves a rule; returns its new version. */
  public long putRule(String id, JsonNode document) throws IOException, InterruptedException {
    return put("/api/v1/rules/" + id, document);
  }

  /**
   * Searches objects of a type.
   *
   * @param parameters names and values in turn, for instance {@code "size", "10"}
   */
  public JsonNode search(String type, String... parameters)
      throws IOException, InterruptedException {
    return call("GET", "/api/v1/objects/" + type + "?" + query(parameters), "");
  }

  /** Lists alerts, with parameters as for a search. */
  public JsonNode alerts(String... parameters) throws IOException, InterruptedException {
    return call("GET", "/api/v1/alerts?" + query(parameters), "");
  }

  /** One object. */
  public JsonNode object(String type, String id) throws IOException, InterruptedException {
    return call("GET", "/api/v1/objects/" + type + "/" + encode(id), "");
  }

  private long put(String path, JsonNode document) throws IOException, InterruptedException {
    return call("PUT", path, document.toString()).path("version").asLong();
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ServiceException(method + " " + base + path + ": no answer: " + e.getMessage(), e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new ServiceException(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private static String query(String... parameters) {
    return Stream.iterate(0, i -> i < parameters.length, i -> i + 2)
        .map(i -> parameters[i] + "=" + encode(parameters[i + 1]))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
