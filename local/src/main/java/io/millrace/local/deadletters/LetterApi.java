package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The service's API of dead letters; what it refuses is a {@link StackException} that says why. */
final class LetterApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/dead-letters";

  /** As long as 100 000 letters may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;

  /**
   * @param url of the service, with or without a slash at the end
   */
  LetterApi(String url) {
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  JsonNode list(List<Map.Entry<String, String>> parameters) {
    return get(PATH + query(parameters));
  }

  JsonNode groups(List<Map.Entry<String, String>> parameters) {
    return get(PATH + "/groups" + query(parameters));
  }

  JsonNode show(String id) {
    return get(PATH + "/" + encode(id));
  }

  /**
   * @param action {@code try} or {@code replay}
   */
  JsonNode post(String action, JsonNode body) {
    return call(
        request(PATH + ":" + action)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private JsonNode get(String path) {
    return call(request(path));
  }

  private HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new StackException(base + " is no address of a service: " + e.getMessage(), e);
    }
  }

  private JsonNode call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new StackException("The service says: " + problem(answer.statusCode(), body));
      }
      return body;
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
    for (JsonNode error : problem.path("errors")) {
      text.append("\n  ").append(error.path("path").asText());
      text.append(": ").append(error.path("reason").asText());
    }
    return text.toString();
  }

  private static String query(List<Map.Entry<String, String>> parameters) {
    return parameters.stream()
        .map(p -> p.getKey() + "=" + encode(p.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
