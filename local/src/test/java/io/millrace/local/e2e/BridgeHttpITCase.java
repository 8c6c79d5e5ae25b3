package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From HTTP to observations, also while Kafka is away. */
@ExtendWith(RunningStack.class)
class BridgeHttpITCase {
  private static final String SOURCE = "http-plant";
  private static final String BATCH = "application/vnd.millrace.batch+json";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack;
  private final HttpClient http = HttpClient.newHttpClient();

  BridgeHttpITCase(Stack stack) {
    this.stack = stack;
  }

  @Test
  void whatIsAcceptedIsObservedOnceAlsoIfKafkaWasAwayMeanwhile() throws Exception {
    define();
    try (Outcome outcome = new Outcome(stack.addresses(), SOURCE)) {
      assertThat(post("application/json", "pump-1", "h0", utf8("{\"seq\": 0}")).statusCode())
          .isEqualTo(202);
      assertThat(post(BATCH, null, null, utf8(batch(1, 50))).body()).isEqualTo("{\"accepted\":50}");
      assertThat(
              post("application/json", "pump-1", "h51", gzip("{\"seq\": 51}"), "gzip").statusCode())
          .isEqualTo(202);
      await().atMost(PATIENCE).until(outcome::observations, count -> count >= 52);

      stack.kill(ServerName.KAFKA);
      HttpResponse<String> away = post(BATCH, null, null, utf8(batch(52, 20)));
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).isPresent();
      assertThat(away.headers().firstValue("Content-Type")).contains("application/problem+json");
      // Known to be away: nobody waits for it any more.
      long begin = System.nanoTime();
      assertThat(post("application/json", "pump-1", "h51", utf8("{}")).statusCode()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

      stack.start(ServerName.KAFKA);
      await()
          .atMost(PATIENCE)
          .until(() -> post(BATCH, null, null, utf8(batch(52, 20))).statusCode() == 202);
      await().atMost(PATIENCE).until(outcome::observations, count -> count >= 72);
      await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
      assertThat(outcome.sequences()).hasSize(72).doesNotHaveDuplicates();
    }
  }

  private void define() {
    String mapping =
        """
        {"id": "%1$s", "match": {"source": "%1$s"}, "objectType": "%1$s",
         "fields": {"seq": {"expression": "payload.seq", "type": "long", "required": true}}}
        """
            .formatted(SOURCE);
    Service service = new Service(stack.addresses().serviceUrl());
    assertThat(service.put("mappings", SOURCE, mapping).status()).isEqualTo(201);
    InForce.await(stack.addresses(), "mapping", SOURCE, 1);
  }

  private static String batch(int from, int count) {
    StringBuilder items = new StringBuilder("[");
    for (int seq = from; seq < from + count; seq++) {
      items
          .append(seq == from ? "" : ",")
          .append(
              "{\"device\": \"pump-%d\", \"traceId\": \"h%d\", \"payload\": {\"seq\": %d}}"
                  .formatted(seq % 7, seq, seq));
    }
    return items.append("]").toString();
  }

  private HttpResponse<String> post(
      String type, String device, String trace, byte[] body, String... encoding)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.addresses().bridgeUrl() + "/ingest/" + SOURCE))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (device != null) {
      request.header("x-device-id", device).header("trace-id", trace);
    }
    for (String one : encoding) {
      request.header("Content-Encoding", one);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(utf8(text));
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
