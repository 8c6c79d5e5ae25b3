package io.millrace.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.bridge.kafka.KafkaOptions;
import io.millrace.bridge.option.OptionSet;
import io.millrace.bridge.option.OptionSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that is answered without Kafka: here there is none. */
class HttpReceiverTest {
  private static final String JSON = "application/json";
  private static final String BATCH = "application/vnd.millrace.batch+json";
  private static final int LIMIT = 4096;

  private final HttpClient http = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private HttpReceiver receiver;
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = freePort();
    receiver =
        new HttpReceiver(
            OptionSources.read(
                new OptionSet(
                    KafkaOptions.PROPERTIES,
                    Stream.concat(KafkaOptions.ALL.stream(), HttpOptions.ALL.stream()).toList()),
                List.of(
                    "--kafka.bootstrap-servers=127.0.0.1:" + freePort(),
                    "--http.port=" + port,
                    "--http.max-message-size=" + LIMIT,
                    "--http.max-batch-size=" + 2 * LIMIT,
                    "--http.max-batch-messages=20",
                    "--http.max-in-flight=" + 5 * LIMIT,
                    "--http.read-timeout=2 s",
                    "--http.kafka-timeout=2 s"),
                Map.of("MILLRACE_BRIDGE_HTTP_TOKENS_SAFE", "s3cret")),
            registry,
            Map::of);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void whatIsNoMessageIsRefused() throws Exception {
    problem(400, "invalid-message", post("/ingest/plant", JSON, "{}"));
    problem(400, "invalid-message", post("/ingest/plant?device=%20", JSON, "{}"));
    problem(400, "invalid-message", post("/ingest/plant?device=" + "x".repeat(257), JSON, "{}"));
    problem(400, "bad-request", post("/ingest/plant?devise=a", JSON, "{}"));
    problem(
        400,
        "invalid-message",
        post("/ingest/p?device=a", JSON, "{}", "trace-id", "x".repeat(257)));
    problem(404, "not-found", post("/ingest/", JSON, "{}"));
    problem(404, "not-found", post("/ingest/a/b", JSON, "{}"));
    problem(404, "not-found", post("/elsewhere", JSON, "{}"));
    HttpResponse<String> get = send(request("/ingest/plant").GET());
    problem(405, "method-not-allowed", get);
    assertThat(get.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void typesThatNoFormatReadsAreRefused() throws Exception {
    problem(415, "unsupported-media-type", post("/ingest/plant?device=a", "image/png", "x"));
    problem(
        415,
        "unsupported-media-type",
        post("/ingest/plant?device=a", JSON, "x", "Content-Encoding", "br"));
  }

  @Test
  void whatIsTooLargeIsRefusedAnnouncedOrNot() throws Exception {
    String large = "x".repeat(LIMIT + 1);
    problem(413, "too-large", post("/ingest/plant?device=a", JSON, large));
    problem(
        413,
        "too-large",
        send(
            request("/ingest/plant?device=a")
                .header("Content-Type", JSON)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(bytes(large))))));
    problem(
        413,
        "too-large",
        post("/ingest/plant", BATCH, "[{\"device\": \"a\", \"payload\": \"" + large + "\"}]"));
    problem(
        413,
        "too-large",
        post(
            "/ingest/plant",
            BATCH,
            "["
                + "{\"device\":\"a\",\"payload\":1},".repeat(20)
                + "{\"device\":\"a\",\"payload\":1}]"));
  }

  @Test
  void oneBadMessageRefusesItsBatchAndIsNamed() throws Exception {
    String good = "{\"device\": \"a\", \"payload\": {\"t\": 1}}";
    for (String bad :
        List.of(
            "{\"payload\": 1}",
            "{\"device\": \"a\"}",
            "{\"device\": 7, \"payload\": 1}",
            "{\"device\": \"a\", \"payload\": 1, \"payloadBase64\": \"AA==\"}",
            "{\"device\": \"a\", \"payloadBase64\": \"=\"}",
            "{\"device\": \"a\", \"payload\": 1, \"devise\": 2}",
            "[]",
            "7",
            "{\"device\": \"a\", \"payload\": }")) {
      JsonNode problem =
          problem(400, "invalid-message", post("/ingest/p", BATCH, "[" + good + "," + bad + "]"));
      assertThat(problem.path("index").asInt()).as(bad).isEqualTo(1);
      problem(400, "invalid-message", post("/ingest/p", "application/x-ndjson", good + "\n" + bad));
    }
    problem(400, "invalid-message", post("/ingest/p", BATCH, good));
    problem(400, "invalid-message", post("/ingest/p", BATCH, "[" + good + "] 7"));
    problem(400, "invalid-message", post("/ingest/p", BATCH, "\u0000\u00ff"));
    problem(
        415,
        "unsupported-media-type",
        post(
            "/ingest/p",
            BATCH,
            "[{\"device\":\"a\",\"contentType\":\"image/png\",\"payload\":1}]"));
  }

  @Test
  void aSourceWithATokenTakesNobodyElse() throws Exception {
    problem(401, "unauthorized", post("/ingest/safe?device=a", JSON, "{}"));
    HttpResponse<String> wrong =
        post("/ingest/safe?device=a", JSON, "{}", "Authorization", "Bearer s3cre");
    problem(401, "unauthorized", wrong);
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(wrong.body()).doesNotContain("s3cre");
    assertThat(
            post("/ingest/safe?device=a", JSON, "{}", "Authorization", "bearer s3cret")
                .statusCode())
        .isEqualTo(503);
  }

  @Test
  void withoutKafkaRequestsWaitNotForEver() throws Exception {
    HttpResponse<String> first = post("/ingest/plant?device=a", JSON, "{}");
    problem(503, "unavailable", first);
    assertThat(first.headers().firstValue("Retry-After")).isPresent();
    assertThat(receiver.trouble()).isPresent();
  }

  @Test
  void moreThanItsShareOfTheMemoryIsTooMany() {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    String body = "x".repeat(LIMIT);
    for (int i = 0; i < 6; i++) {
      answers.add(
          http.sendAsync(
              request("/ingest/plant?device=a")
                  .header("Content-Type", "text/plain")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    }
    List<Integer> codes = answers.stream().map(a -> a.join().statusCode()).toList();

    assertThat(codes).contains(429, 503).containsOnly(429, 503);
    assertThat(answers.stream().map(CompletableFuture::join).filter(a -> a.statusCode() == 429))
        .allSatisfy(a -> assertThat(a.headers().firstValue("Retry-After")).isPresent());
    assertThat(registry.scrape()).contains("millrace_bridge_http_in_flight_bytes 0.0");
  }

  @Test
  void aBodyThatDoesNotArriveHoldsNothing() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              bytes(
                  "POST /ingest/plant?device=a HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                      + "Content-Length: 10\r\n\r\nabc"));
      String answer = read(socket.getInputStream());
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("request-timeout");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(registry.scrape()).contains("millrace_bridge_http_in_flight_bytes 0.0"));
  }

  @Test
  void aBodyThatComesAfterItsRefusalBreaksNothing() throws Exception {
    for (String refused : List.of("/ingest/plant", "/elsewhere", "/ingest/safe?device=a")) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(10_000);
        OutputStream out = socket.getOutputStream();
        out.write(
            bytes(
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\n"
                    .formatted(refused)));
        Thread.sleep(200);
        out.write(bytes("abc"));
        Thread.sleep(200);
        out.write(bytes("def"));
        out.write(bytes("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        assertThat(read(socket.getInputStream()))
            .as(refused)
            .matches("(?s)HTTP/1.1 40\\d .*\"code\".*HTTP/1.1 200 .*UP.*");
      }
    }
  }

  @Test
  void whatIsNoHttpIsRefusedAndTheNextIsServed() throws Exception {
    for (String bad :
        List.of(
            "\u0016\u0003\u0001\u0002\r\n\r\n",
            "POST /ingest/a HTTP/9.9\r\n\r\n",
            "POST /ingest/%zz?device=%ff HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
            "POST /ingest/a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(bytes(bad));
        socket.shutdownOutput();
        assertThat(read(socket.getInputStream())).as(bad).matches("(?s)(HTTP/1.1 4\\d\\d .*)?");
      }
    }
    assertThat(send(request("/health/live").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/health/ready").GET()).body()).isEqualTo("{\"status\":\"UP\"}");
  }

  private static String read(InputStream in) throws IOException {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException e) {
      return "";
    }
  }

  private static JsonNode problem(int status, String code, HttpResponse<String> answer)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.path("code").asText()).isEqualTo(code);
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("detail").asText()).isNotBlank();
    return body;
  }

  private HttpResponse<String> post(String path, String type, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = request(path).header("Content-Type", type);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
