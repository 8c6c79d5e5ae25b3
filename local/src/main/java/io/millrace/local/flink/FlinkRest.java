package io.millrace.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of Flink's REST API that runs jobs. All errors carry what Flink said. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "millrace-4f1c7a";

  /** Building a job's graph happens inside the call, on a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final String url;

  /**
   * @param url without a slash at the end
   */
  public FlinkRest(String url) {
    this.url = url;
  }

  /** Every job that the JobManager knows, also those that have ended. */
  public List<RunningJob> jobs() throws IOException, InterruptedException {
    List<RunningJob> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(RunningJob.of(job));
    }
    return jobs;
  }

  /** Why the job failed last; empty if it did not. */
  public Optional<String> failure(String jobId) throws IOException, InterruptedException {
    JsonNode entries =
        get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(entries.get(0).path("stacktrace").asText());
  }

  /** Hands a jar to the cluster; returns its id there. */
  public String upload(Path jar) throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                .formatted(BOUNDARY, jar.getFileName())
            + "Content-Type: application/java-archive\r\n\r\n";
    String tail = "\r\n--" + BOUNDARY + "--\r\n";
    HttpRequest request =
        request("/jars/upload")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head, StandardCharsets.US_ASCII),
                    BodyPublishers.ofFile(jar),
                    BodyPublishers.ofString(tail, StandardCharsets.US_ASCII)))
            .build();
    String name = Path.of(send(request).path("filename").asText()).getFileName().toString();
    return name;
  }

  /**
   * Runs a class of an uploaded jar.
   *
   * @param snapshot checkpoint or savepoint that the job continues from and owns from then on; null
   *     for an empty start
   * @return id of the job
   */
  public String run(String jarId, String mainClass, List<String> arguments, @Nullable Path snapshot)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("entryClass", mainClass);
    arguments.forEach(body.putArray("programArgsList")::add);
    body.put("allowNonRestoredState", false);
    if (snapshot != null) {
      body.put("savepointPath", snapshot.toUri().toString());
      body.put("claimMode", "CLAIM");
    }
    return post("/jars/" + jarId + "/run", body).path("jobid").asText();
  }

  /** Removes an uploaded jar; jobs that run from it go on. */
  public void delete(String jarId) throws IOException, InterruptedException {
    send(request("/jars/" + jarId).DELETE().build());
  }

  /** Asks the job to stop with a savepoint below the directory; returns the request's id. */
  public String stop(String jobId, Path directory) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("targetDirectory", directory.toUri().toString());
    body.put("drain", false);
    body.put("formatType", "NATIVE");
    return post("/jobs/" + jobId + "/stop", body).path("request-id").asText();
  }

  /** Whether the stop is over, well or not. */
  public boolean isStopped(String jobId, String requestId)
      throws IOException, InterruptedException {
    return get("/jobs/" + jobId + "/savepoints/" + requestId)
        .path("status")
        .path("id")
        .asText()
        .equals("COMPLETED");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "Flink: " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
