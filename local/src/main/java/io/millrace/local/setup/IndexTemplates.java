package io.millrace.local.setup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Puts the index templates of {@code deploy/elasticsearch} into Elasticsearch. They bind indexes
 * made from then on.
 *
 * @param url of Elasticsearch, without a slash at the end
 */
public record IndexTemplates(String url) {
  private static final List<String> NAMES =
      List.of("objects", "links", "findings", "alerts", "dead-letters", "commands", "deliveries");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Puts all; what stands already is replaced. Returns their names. */
  public List<String> put() throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    for (String name : NAMES) {
      put(http, name);
    }
    return NAMES;
  }

  private void put(HttpClient http, String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/_index_template/millrace-" + name))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(template(name)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "Elasticsearch refused the index template "
              + name
              + ": "
              + answer.statusCode()
              + " "
              + answer.body());
    }
  }

  private static byte[] template(String name) throws IOException {
    String file = name + "-template.json";
    try (InputStream in = IndexTemplates.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing beside " + IndexTemplates.class);
      }
      return in.readAllBytes();
    }
  }
}
