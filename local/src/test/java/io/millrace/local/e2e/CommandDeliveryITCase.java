package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.sun.net.httpserver.HttpServer;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.PortName;
import io.millrace.local.stack.Stack;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeliveryStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the service, and from a device's message, to a device: every part as it is shipped. */
@ExtendWith(RunningStack.class)
class CommandDeliveryITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Addresses at;
  private final int brokerPort;
  private final Service service;
  private final List<Mqtt5Publish> heard = new CopyOnWriteArrayList<>();
  private Mqtt5AsyncClient device;

  CommandDeliveryITCase(Stack stack) {
    this.at = stack.addresses();
    this.brokerPort = stack.config().ports().of(PortName.MQTT);
    this.service = new Service(at.serviceUrl());
  }

  @BeforeEach
  void listen() throws Exception {
    device =
        MqttClient.builder()
            .serverHost("127.0.0.1")
            .serverPort(brokerPort)
            .useMqttVersion5()
            .buildAsync();
    device.publishes(MqttGlobalPublishFilter.ALL, heard::add);
    device.connect().get(20, TimeUnit.SECONDS);
    device
        .subscribeWith()
        .topicFilter("commands/#")
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void leave() throws Exception {
    device.disconnect().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aCommandForAnObjectArrivesAtTheDeviceThatStandsForIt() throws Exception {
    save(
        "thermostat-1",
        """
        {"id": "thermostat-1", "type": "thermostat", "objects": [{"type": "room", "id": "r1"}],
         "transport": {"kind": "mqtt"}}
        """);
    String id = command("/api/v1/objects/room/r1/commands");
    JsonNode payload =
        await().atMost(PATIENCE).until(() -> told("thermostat-1"), found -> found != null);
    assertThat(payload.path("name").asText()).isEqualTo("set");
    assertThat(payload.path("parameters").toString()).isEqualTo("{\"setpoint\":21.5}");
    CommandOutcome outcome = outcome(id);
    assertThat(outcome.getStatus()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(outcome.getDeviceId()).isEqualTo("thermostat-1");
    assertThat(outcome.getId()).isEqualTo(payload.path("id").asText());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode progress = service.get("/api/v1/commands/" + id).body();
              assertThat(progress.path("status").asText()).isEqualTo("DELIVERED");
              assertThat(progress.at("/deliveries/0/id").asText()).isEqualTo(outcome.getId());
            });
  }

  @Test
  void aChangeThatOneDeviceReportsIsToldToTheOneThatListens() {
    String mapping =
        """
        {"id": "wall-panels", "match": {"source": "wall-panels"}, "objectType": "hall",
         "objectId": "payload.hall",
         "fields": {"setpoint": {"expression": "payload.setpoint", "type": "double"}}}
        """;
    assertThat(service.put("mappings", "wall-panels", mapping).status()).isEqualTo(201);
    InForce.await(at, "mapping", "wall-panels", 1);
    save(
        "hall-gateway",
        "{\"id\": \"hall-gateway\", \"type\": \"gateway\", \"transport\": {\"kind\": \"mqtt\"}}");
    save(
        "valve-1",
        """
        {"id": "valve-1", "type": "valve", "parent": "hall-gateway",
         "listens": [{"objectType": "hall", "objectId": "h1", "properties": ["setpoint"],
                      "command": "open"}]}
        """);
    try (Devices devices = new Devices(at.kafkaBootstrap())) {
      devices.send(
          "panel-1", "wall-panels-1", "wall-panels", "{\"hall\": \"h1\", \"setpoint\": 19.5}");
      devices.flush();
    }
    JsonNode payload =
        await().atMost(PATIENCE).until(() -> told("valve-1"), found -> found != null);
    assertThat(payload.path("name").asText()).isEqualTo("open");
    assertThat(payload.path("parameters").toString()).isEqualTo("{\"setpoint\":19.5}");
    assertThat(payload.at("/object/id").asText()).isEqualTo("h1");
  }

  @Test
  void aWebhookThatFailsThreeTimesIsADeadLetterWithAnOutcome() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer webhook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    webhook.start();
    try {
      save(
          "broken-1",
          """
          {"id": "broken-1", "type": "siren",
           "transport": {"kind": "http", "url": "http://127.0.0.1:%d/{device}"}}
          """
              .formatted(webhook.getAddress().getPort()));
      CommandOutcome outcome = outcome(command("/api/v1/devices/broken-1/commands"));
      assertThat(outcome.getStatus()).isEqualTo(DeliveryStatus.FAILED);
      assertThat(outcome.getCode()).isEqualTo("http-503");
      assertThat(asked).hasSize(3).containsOnly(outcome.getId());
      assertThat(letter("delivery-failed").getDefinitionId()).isEqualTo("broken-1");
    } finally {
      webhook.stop(0);
    }
  }

  @Test
  void aDeviceThatIsGoneGetsNothing() throws Exception {
    save(
        "gone-1",
        "{\"id\": \"gone-1\", \"type\": \"siren\", \"state\": \"decommissioned\","
            + " \"transport\": {\"kind\": \"mqtt\"}}");
    CommandOutcome outcome = outcome(command("/api/v1/devices/gone-1/commands"));
    assertThat(outcome.getCode()).isEqualTo("device-decommissioned");
    assertThat(letter("device-decommissioned").getTopic()).isEqualTo(Topics.OBJECT_COMMANDS);
    assertThat(told("gone-1")).isNull();
  }

  private void save(String id, String document) {
    assertThat(service.put("devices", id, document).status()).isEqualTo(201);
    InForce.await(at, "device", id, 1);
  }

  /** Sends a command; its id. */
  private String command(String path) {
    Service.Answer answer =
        service.post(path, "{\"name\": \"set\", \"parameters\": {\"setpoint\": 21.5}}");
    assertThat(answer.status()).isEqualTo(202);
    return answer.body().path("id").asText();
  }

  /** The payload that stands for this device, or null. */
  private JsonNode told(String deviceId) throws IOException {
    for (Mqtt5Publish message : heard) {
      JsonNode payload = JSON.readTree(message.getPayloadAsBytes());
      if (payload.path("device").asText().equals(deviceId)) {
        return payload;
      }
    }
    return null;
  }

  private CommandOutcome outcome(String causeId) {
    try (TopicReader<CommandOutcome> outcomes =
        new TopicReader<>(
            at,
            Topics.COMMAND_OUTCOMES,
            CommandOutcome.class,
            outcome -> outcome.getCauseId().equals(causeId))) {
      return await("outcome of " + causeId)
          .atMost(PATIENCE)
          .until(outcomes::values, found -> !found.isEmpty())
          .get(0);
    }
  }

  private DeadLetter letter(String code) {
    try (TopicReader<DeadLetter> letters =
        new TopicReader<>(
            at, Topics.DEAD_LETTERS, DeadLetter.class, letter -> letter.getCode().equals(code))) {
      return await("dead letter " + code)
          .atMost(PATIENCE)
          .until(letters::values, found -> !found.isEmpty())
          .get(0);
    }
  }
}
