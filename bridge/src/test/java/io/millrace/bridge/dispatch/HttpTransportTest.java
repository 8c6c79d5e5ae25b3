package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.schemas.avro.DeviceCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
  private final List<Headers> headers = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
  }

  @Test
  void the_webhook_gets_the_payload_with_the_commands_id() {
    DeviceCommand command = command("/200", null);
    transport("").send(command, 2).join();
    assertThat(bodies)
        .containsExactly("{\"id\":\"c1\",\"device\":\"d1\",\"parameters\":{\"n\":12345678901}}");
    Headers got = headers.get(0);
    assertThat(got.getFirst("Idempotency-Key")).isEqualTo("c1");
    assertThat(got.getFirst("Millrace-Device")).isEqualTo("d1");
    assertThat(got.getFirst("Millrace-Attempt")).isEqualTo("2");
    assertThat(got.getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(got.getFirst("Millrace-Signature")).isNull();
    assertThat(got.getFirst("Millrace-FPort")).isNull();
  }

  @Test
  void bytes_of_a_codec_come_with_their_port() {
    DeviceCommand command = command("/200", null);
    command.setFPort(10);
    command.setContentType("application/octet-stream");
    transport("").send(command, 1).join();
    assertThat(headers.get(0).getFirst("Millrace-FPort")).isEqualTo("10");
    assertThat(headers.get(0).getFirst("Content-Type")).isEqualTo("application/octet-stream");
  }

  @Test
  void a_signed_webhook_can_be_verified() throws Exception {
    transport("").send(command("/200", "plant"), 1).join();
    // printf '1767268800.BODY' | openssl dgst -sha256 -hmac s3cret
    javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "x"));
    byte[] expected = mac.doFinal(("1767268800." + bodies.get(0)).getBytes(StandardCharsets.UTF_8));
    assertThat(headers.get(0).getFirst("Millrace-Signature"))
        .isEqualTo("t=1767268800,v1=" + java.util.HexFormat.of().formatHex(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void these_answers_may_pass(int status) {
    DeliveryException failure = failure(transport(""), command("/" + status, null));
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.code()).isEqualTo("http-" + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 409, 410, 413, 422})
  void these_answers_will_not(int status) {
    DeliveryException failure = failure(transport(""), command("/" + status, null));
    assertThat(failure.retryable()).isFalse();
    assertThat(headers).as("redirects are not followed").hasSize(1);
  }

  @Test
  void a_wait_that_is_asked_for_is_handed_on() {
    DeliveryException failure = failure(transport(""), command("/wait", null));
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void no_answer_in_time_may_pass() {
    DeliveryException failure = failure(transport(""), command("/never", null));
    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void nobody_there_may_pass() {
    server.stop(0);
    DeliveryException failure = failure(transport(""), command("/200", null));
    assertThat(failure.code()).isEqualTo("connection-failed");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void a_secret_that_the_bridge_does_not_have_sends_nothing() {
    DeliveryException failure = failure(transport(""), command("/200", "other"));
    assertThat(failure.code()).isEqualTo("unknown-secret");
    assertThat(failure.retryable()).isFalse();
    assertThat(headers).isEmpty();
  }

  @Test
  void hosts_beyond_the_list_are_not_asked() {
    DeliveryException failure =
        failure(transport("hooks.example, *.plant.example"), command("/200", null));
    assertThat(failure.code()).isEqualTo("host-not-allowed");
    assertThat(headers).isEmpty();
    transport("hooks.example,127.0.0.1").send(command("/200", null), 1).join();
    transport("127.0.0.1:" + server.getAddress().getPort()).send(command("/200", null), 1).join();
    assertThat(failure(transport("127.0.0.1:1"), command("/200", null)).code())
        .isEqualTo("host-not-allowed");
    assertThat(headers).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evilplant.example/",
        "http://plant.example.evil/",
        "http:///x",
        "nonsense"
      })
  void a_host_that_looks_like_one_of_the_list_is_none(String address) {
    HostList hosts = new HostList("*.plant.example");
    assertThat(catchThrowableOfType(DeliveryException.class, () -> hosts.check(address)))
        .isNotNull();
  }

  private DeviceCommand command(String path, String secret) {
    return Commands.command("c1", "d1", Commands.webhook(url + path, secret)).build();
  }

  private static HttpTransport transport(String hosts) {
    return new HttpTransport(
        new HostList(hosts),
        new Secrets(Map.of("plant", "s3cret")),
        Duration.ofMillis(700),
        Clock.fixed(Commands.NOON, ZoneOffset.UTC));
  }

  private static DeliveryException failure(Transport transport, DeviceCommand command) {
    Throwable thrown =
        catchThrowableOfType(CompletionException.class, () -> transport.send(command, 1).join());
    return (DeliveryException) thrown.getCause();
  }

  private void answer(HttpExchange exchange) throws IOException {
    headers.add(exchange.getRequestHeaders());
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String path = exchange.getRequestURI().getPath().substring(1);
    if (path.equals("never")) {
      hold();
    }
    exchange.getResponseHeaders().add("Retry-After", path.equals("wait") ? "7" : "soon");
    exchange.getResponseHeaders().add("Location", url + "/200");
    exchange.sendResponseHeaders(path.matches("\\d+") ? Integer.parseInt(path) : 503, -1);
    exchange.close();
  }

  private void hold() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
