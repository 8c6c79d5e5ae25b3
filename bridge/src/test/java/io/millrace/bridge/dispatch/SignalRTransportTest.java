package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.DeviceCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalRTransportTest {
  @TempDir Path folder;
  private HubServer hub;
  private SignalRTransport transport;

  @BeforeEach
  void start() throws Exception {
    hub = new HubServer(folder, 0);
    transport = transport("");
  }

  @AfterEach
  void stop() throws Exception {
    transport.close();
    hub.close();
  }

  @Test
  void the_hubs_method_is_invoked_with_the_payload_and_its_completion_awaited() throws Exception {
    send(command("c1", null));
    JsonNode invocation = hub.invocations.get(0);
    assertThat(invocation.path("target").asText()).isEqualTo("Command");
    assertThat(invocation.path("invocationId").asText()).isNotEmpty();
    assertThat(invocation.path("arguments").toString())
        .isEqualTo("[{\"id\":\"c1\",\"device\":\"d1\",\"parameters\":{\"n\":12345678901}}]");
    assertThat(hub.authorizations).isEmpty();
  }

  @Test
  void commands_share_one_connection() throws Exception {
    List<CompletableFuture<Void>> sent =
        IntStream.range(0, 50).mapToObj(i -> transport.send(command("c" + i, null), 1)).toList();
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    assertThat(hub.invocations).hasSize(50);
    assertThat(hub.connections()).isEqualTo(1);
  }

  @Test
  void it_is_not_delivered_before_the_hub_says_so() {
    hub.silent = true;
    CompletableFuture<Void> sent = transport.send(command("c1", null), 1);
    await().untilAsserted(() -> assertThat(hub.invocations).hasSize(1));
    assertThat(sent).isNotDone();
  }

  @Test
  void a_hub_that_fails_may_pass_later() throws Exception {
    hub.behaviour = invocation -> "the device is asleep";
    DeliveryException failure = failure(transport.send(command("c1", null), 1));
    assertThat(failure.code()).isEqualTo("hub-error");
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessageContaining("asleep");
    hub.behaviour = invocation -> null;
    send(command("c1", null));
  }

  @Test
  void a_lost_connection_fails_what_is_on_its_way_and_the_next_command_connects_again()
      throws Exception {
    hub.silent = true;
    CompletableFuture<Void> sent = transport.send(command("c1", null), 1);
    await().untilAsserted(() -> assertThat(hub.invocations).hasSize(1));
    hub.dropConnections();
    assertThat(failure(sent).retryable()).isTrue();
    hub.silent = false;
    await().untilAsserted(() -> send(command("c1", null)));
    assertThat(hub.invocations).hasSizeGreaterThan(1);
  }

  @Test
  void a_hub_that_is_away_may_come_back() throws Exception {
    int port = hub.port();
    DeviceCommand command = command("c1", null);
    hub.close();
    DeliveryException failure = failure(transport.send(command, 1));
    assertThat(failure.code()).isEqualTo("connection-failed");
    assertThat(failure.retryable()).isTrue();
    hub = new HubServer(folder, port);
    await().untilAsserted(() -> send(command));
  }

  @Test
  void a_named_secret_is_the_access_token() throws Exception {
    send(command("c1", "hub"));
    assertThat(hub.authorizations).containsExactly("Bearer t0ken");
    assertThat(failure(transport.send(command("c2", "other"), 1)).code())
        .isEqualTo("unknown-secret");
  }

  @Test
  void hosts_beyond_the_list_are_not_asked() {
    assertThat(failure(transport("hub.example").send(command("c1", null), 1)).code())
        .isEqualTo("host-not-allowed");
    assertThat(hub.connections()).isZero();
  }

  private void send(DeviceCommand command) throws Exception {
    transport.send(command, 1).get(10, TimeUnit.SECONDS);
  }

  private DeviceCommand command(String id, String secret) {
    return Commands.command(id, "d1", Commands.hub(hub.url(), secret)).build();
  }

  private static SignalRTransport transport(String hosts) {
    return new SignalRTransport(
        new HostList(hosts), new Secrets(Map.of("hub", "t0ken")), Duration.ofSeconds(10));
  }

  private static DeliveryException failure(CompletableFuture<Void> sent) {
    Throwable thrown =
        catchThrowableOfType(
            CompletionException.class, () -> sent.orTimeout(10, TimeUnit.SECONDS).join());
    return (DeliveryException) thrown.getCause();
  }
}
