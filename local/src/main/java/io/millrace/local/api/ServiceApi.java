package io.millrace.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.StackException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service over HTTP; what it refuses is a {@link StackException} that says why. */
public final class ServiceApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lines that are told of a refusal. */
  private static final int MOST_ERRORS = 30;

  /** As long as the longest call may take: a replay of 100 000 dead letters. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;

  /**
   * @param url of the service, with or without a slash at the end
   */
  public ServiceApi(String url) {
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * The answer to a question.
   *
   * @param path with its query, from {@code /api/v1} on
   */
  public JsonNode get(String path) {
    return call(request(path));
  }

  /** The answer to a question, or null where there is no such thing. */
  public @Nullable JsonNode find(String path) {
    HttpResponse<String> answer = send(request(path));
    return answer.statusCode() == 404 ? null : body(answer);
  }

  public JsonNode post(String path, JsonNode body) {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  public JsonNode put(String path, JsonNode body) {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /**
   * Sends a file as it is.
   *
   * @param key the {@code Idempotency-Key}
   */
  public JsonNode upload(String path, Path file, String key) throws FileNotFoundException {
    return call(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofFile(file)));
  }

  /** A text as it stands in a path or a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new StackException(base + " is no address of a service: " + e.getMessage(), e);
    }
  }

  private JsonNode call(HttpRequest.Builder request) {
    return body(send(request));
  }

  private JsonNode body(HttpResponse<String> answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw new StackException("The service says: " + problem(answer.statusCode(), body));
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new StackException(base + " answers with " + answer.statusCode() + " and no JSON", e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StackException("No answer from " + base + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted", e);
    }
  }

  private static String problem(int status, JsonNode problem) {
    StringBuilder text = new StringBuilder(problem.path("title").asText(Integer.toString(status)));
    if (problem.hasNonNull("detail")) {
      text.append(": ").append(problem.path("detail").asText());
    }
    List<JsonNode> errors = new ArrayList<>();
    for (String list : List.of("errors", "changes", "conflicts")) {
      problem.path(list).forEach(errors::add);
    }
    for (JsonNode error : errors.subList(0, Math.min(errors.size(), MOST_ERRORS))) {
      text.append("\n  ").append(error.path("path").asText());
      text.append(": ").append(error.path("reason").asText());
    }
    if (errors.size() > MOST_ERRORS) {
      text.append("\n  and ").append(errors.size() - MOST_ERRORS).append(" more");
    }
    return text.toString();
  }
}
