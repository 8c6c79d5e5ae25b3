package io.millrace.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.Main;
import io.millrace.local.config.Addresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** {@code ./millrace projection} as its users call it, and what others do to the index. */
final class ProjectionCommands implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Addresses at;
  private StringWriter said = new StringWriter();

  ProjectionCommands(Addresses at) {
    this.at = at;
    // Where Amazon's client looks for them beside the environment.
    System.setProperty(ACCESS_KEY, Addresses.S3_ACCESS_KEY);
    System.setProperty(SECRET_KEY, Addresses.S3_SECRET_KEY);
  }

  /** Runs it to its end; the exit status. */
  int run(String... command) {
    List<String> arguments = new ArrayList<>(List.of("projection"));
    arguments.addAll(List.of(command));
    arguments.addAll(
        List.of(
            "--elasticsearch",
            at.elasticsearchUrl(),
            "--kafka",
            at.kafkaBootstrap(),
            "--registry",
            at.registryUrl(),
            "--flink",
            at.flinkUrl(),
            "--service",
            at.serviceUrl(),
            "--store",
            at.store().root(),
            "--s3-endpoint",
            at.s3Url()));
    said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    return Main.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
  }

  /** What the last one printed. */
  String said() {
    return said.toString();
  }

  /** The index that the alias of a type leads to. */
  String index(String type) throws IOException, InterruptedException {
    return send("GET", "/_alias/objects-" + type, "").fieldNames().next();
  }

  /**
   * Behind the job's back, deletes the first document of a type, changes the second, gives the
   * third a version that no event has, and makes one more.
   */
  void harm(String type, String made) throws IOException, InterruptedException {
    String documents = "/objects-" + type + "/_doc/";
    send("DELETE", documents + type + "-1", "");
    JsonNode present = send("GET", documents + type + "-2", "");
    ObjectNode other = present.path("_source").deepCopy();
    other.withObjectProperty("properties").put("temperature", -273.0);
    send(
        "PUT",
        documents
            + type
            + "-2"
            + "?version_type=external_gte&version="
            + present.path("_version").asLong(),
        other.toString());
    send(
        "PUT",
        documents + type + "-3?version_type=external&version=1000000",
        other.put("id", type + "-3").toString());
    send("PUT", documents + made, other.put("id", made).toString());
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(at.elasticsearchUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
  }
}
