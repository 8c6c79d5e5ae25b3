package io.millrace.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The part of the Confluent schema registry's REST API that reading and writing records needs, with
 * retries and a cache that never forgets (ids are immutable). Registers only where {@link
 * #register} is called: set-up does, jobs do not. Safe for use by many threads.
 */
public final class RegistryClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int ATTEMPTS = 5;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<String, Map<Schema, Integer>> ids = new ConcurrentHashMap<>();

  /**
   * @param url base of the Confluent API, without a slash at the end; user info ({@code
   *     http://user:password@host}) is sent as basic authentication
   */
  public RegistryClient(String url) {
    this.url = url;
  }

  /** The schema with this id. */
  public Schema schema(int id) throws IOException {
    Schema known = byId.get(id);
    if (known != null) {
      return known;
    }
    Schema schema = parse(call("GET", "/schemas/ids/" + id, "").path("schema").asText());
    byId.put(id, schema);
    return schema;
  }

  /** The id under which this schema stands in the subject; an error where it does not. */
  public int id(String subject, Schema schema) throws IOException {
    return cachedId(subject, schema, "/subjects/" + encode(subject));
  }

  /** Registers the schema, or finds it where it stands already; returns its id. */
  public int register(String subject, Schema schema) throws IOException {
    return cachedId(subject, schema, "/subjects/" + encode(subject) + "/versions");
  }

  /** Sets the compatibility that all subjects without their own have, BACKWARD for instance. */
  public void setCompatibility(String level) throws IOException {
    call("PUT", "/config", JSON.createObjectNode().put("compatibility", level).toString());
  }

  private int cachedId(String subject, Schema schema, String path) throws IOException {
    Map<Schema, Integer> known = ids.computeIfAbsent(subject, s -> new ConcurrentHashMap<>());
    Integer id = known.get(schema);
    if (id == null) {
      String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
      id = call("POST", path, body).path("id").asInt();
      known.put(schema, id);
      byId.put(id, schema);
    }
    return id;
  }

  private JsonNode call(String method, String path, String body) throws IOException {
    RegistryException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return once(method, path, body);
      } catch (RegistryException e) {
        if (!e.retryable()) {
          throw e;
        }
        last = e;
        pause(Duration.ofMillis(100L << attempt));
      }
    }
    throw last;
  }

  private JsonNode once(String method, String path, String body) throws RegistryException {
    try {
      HttpResponse<String> answer =
          http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new RegistryException(
            answer.statusCode(),
            "Schema registry: "
                + method
                + " "
                + path
                + ": "
                + answer.statusCode()
                + " "
                + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (RegistryException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new RegistryException(502, "Schema registry: no JSON from " + path, e);
    } catch (IOException e) {
      throw new RegistryException(0, "Schema registry: no answer to " + method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(499, "Schema registry: interrupted", e);
    }
  }

  private HttpRequest request(String method, String path, String body) {
    URI base = URI.create(url);
    HttpRequest.BodyPublisher publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    String userInfo = base.getUserInfo();
    String address = userInfo == null ? url : url.replaceFirst("//[^@/]*@", "//");
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", MEDIA_TYPE)
            .header("Accept", MEDIA_TYPE + ", application/json")
            .method(method, publisher);
    if (userInfo != null) {
      byte[] credentials = userInfo.getBytes(StandardCharsets.UTF_8);
      builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return builder.build();
  }

  private static Schema parse(String text) throws RegistryException {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException e) {
      throw new RegistryException(422, "Schema registry: a schema that Avro cannot parse", e);
    }
  }

  private static void pause(Duration duration) throws RegistryException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(499, "Schema registry: interrupted", e);
    }
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
