package io.millrace.service.stack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service as any client does. Safe for use by many threads. */
public final class Api {
  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  public Api(String base) {
    this.base = base;
  }

  /**
   * An answer.
   *
   * @param json the body, a missing node where it is no JSON
   */
  public record Answer(int status, JsonNode json, HttpResponse<String> http) {
    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public String text(String member) {
      return json.path(member).asString("");
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, new byte[0], headers);
  }

  public Answer post(String path, String... headers) {
    return send("POST", path, new byte[0], headers);
  }

  public Answer postJson(String path, String body) {
    return send(
        "POST", path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
  }

  public Answer putJson(String path, String body, String... headers) {
    return put(path, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public Answer put(String path, String type, byte[] body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = type;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("PUT", path, body, all);
  }

  /** Puts a body without announcing its length. */
  public Answer putChunked(String path, String type, byte[] body) {
    HttpRequest.BodyPublisher chunks =
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    return send("PUT", path, chunks, "Content-Type", type);
  }

  public Answer send(String method, String path, byte[] body, String... headers) {
    return send(method, path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
  }

  private Answer send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
      JsonNode tree = json ? JSON.readTree(answer.body()) : JSON.getNodeFactory().missingNode();
      return new Answer(answer.statusCode(), tree, answer);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
