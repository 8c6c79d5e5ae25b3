package io.millrace.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** What Flink's REST API tells of one job. */
final class FlinkFigures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOURCE = "device-messages-source";
  private static final String COUNT = "Source__device-messages-source.numRecordsOut";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String job;
  private @Nullable String source;

  FlinkFigures(String flinkUrl, String jobId) {
    this.job = flinkUrl + "/jobs/" + jobId;
  }

  /** Messages that the source has handed on since the job's start; at most a second old. */
  long messagesRead() throws IOException, InterruptedException {
    String vertex = source();
    if (vertex == null) {
      return 0;
    }
    JsonNode metrics = get(job + "/vertices/" + vertex + "/subtasks/metrics?agg=sum&get=" + COUNT);
    return metrics.isEmpty() ? 0 : metrics.get(0).path("sum").asLong();
  }

  JsonNode checkpoints() throws IOException, InterruptedException {
    return get(job + "/checkpoints");
  }

  private @Nullable String source() throws IOException, InterruptedException {
    if (source == null) {
      for (JsonNode vertex : get(job).path("vertices")) {
        if (vertex.path("name").asText().contains(SOURCE)) {
          source = vertex.path("id").asText();
        }
      }
    }
    return source;
  }

  private JsonNode get(String url) throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
            .body());
  }
}
