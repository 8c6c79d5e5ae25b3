package io.millrace.local.e2e;

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

/** The companion service as a client sees it. */
final class Service {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  Service(String url) {
    this.url = url;
  }

  record Answer(int status, JsonNode body) {}

  Answer put(String kind, String id, String document) {
    return call("PUT", "/api/v1/" + kind + "/" + id, "application/json", document);
  }

  /** Whatever another test has put: there is one in a stack. */
  Answer putOntology(String document) {
    return call("PUT", "/api/v1/ontology?allow=breaking", "application/json", document);
  }

  /** Saves a codec by its program. */
  Answer putProgram(String id, String program) {
    return call("PUT", "/api/v1/codecs/" + id, "text/javascript", program);
  }

  Answer post(String path, String document) {
    return call("POST", path, "application/json", document);
  }

  Answer delete(String kind, String id) {
    return call("DELETE", "/api/v1/" + kind + "/" + id, "application/json", "");
  }

  Answer get(String path) {
    return call("GET", path, "application/json", "");
  }

  /** How many objects of a type the search finds; 0 where the type is not known yet. */
  long count(String type) {
    Answer answer = get("/api/v1/objects/" + encode(type) + "?limit=1");
    return answer.status() == 200 ? answer.body().path("total").asLong() : 0;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer call(String method, String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String text = response.body().isEmpty() ? "null" : response.body();
      return new Answer(response.statusCode(), JSON.readTree(text));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
