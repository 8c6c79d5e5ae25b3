package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an HTTP server that speaks the registry's API; the real registry is tested in local. */
class ConfluentAvroTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Definition RULE =
      new Definition("rule", "r", 3L, DefinitionState.ACTIVE, "{}", Instant.ofEpochMilli(5), null);

  private final List<String> schemas = new ArrayList<>();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  private RegistryClient registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    registry = new RegistryClient("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void writesAndReadsTheWireFormat() throws Exception {
    registry.register("control-rules-value", Definition.getClassSchema());
    byte[] bytes = avro(registry).write(RULE);
    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 1);
    assertThat(avro(new RegistryClient(url())).read(bytes)).isEqualTo(RULE);
  }

  @Test
  void asksOnceForAnId() throws Exception {
    registry.register("control-rules-value", Definition.getClassSchema());
    int before = calls.get();
    for (int i = 0; i < 10; i++) {
      avro(registry).write(RULE);
    }
    assertThat(calls).hasValue(before);
  }

  @Test
  void doesNotRegisterWhatSetUpDidNot() {
    assertThatThrownBy(() -> avro(registry).write(RULE))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.status()).isEqualTo(404);
              assertThat(e.retryable()).isFalse();
            });
    assertThat(schemas).isEmpty();
  }

  @Test
  void triesAgainWhereTheRegistryFailsForAMoment() throws Exception {
    failuresLeft.set(3);
    assertThat(registry.register("s", Definition.getClassSchema())).isEqualTo(1);
  }

  @Test
  void saysWhenNobodyAnswers() {
    server.stop(0);
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void whatIsNoRecordIsMalformed() throws Exception {
    registry.register("control-rules-value", Definition.getClassSchema());
    for (byte[] bytes : new byte[][] {{}, {1, 0, 0, 0, 1, 2}, {0, 0, 0}, {0, 0, 0, 0, 1, 99}}) {
      assertThatThrownBy(() -> avro(registry).read(bytes))
          .isInstanceOf(MalformedRecordException.class);
    }
    assertThatThrownBy(() -> avro(registry).read(new byte[] {0, 0, 0, 9, 9, 2}))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    if (failuresLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      send(exchange, 503, "{}");
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
      boolean known = id >= 1 && id <= schemas.size();
      send(exchange, known ? 200 : 404, known ? body("schema", schemas.get(id - 1)) : "{}");
      return;
    }
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    String schema = asked.path("schema").asText();
    if (path.endsWith("/versions") && !schemas.contains(schema)) {
      schemas.add(schema);
    }
    int id = schemas.indexOf(schema) + 1;
    send(exchange, id == 0 ? 404 : 200, "{\"id\":" + id + "}");
  }

  private static String body(String field, String value) {
    return JSON.createObjectNode().put(field, value).toString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static ConfluentAvro<Definition> avro(RegistryClient registry) {
    return new ConfluentAvro<>(registry, "control-rules", Definition.class);
  }
}
