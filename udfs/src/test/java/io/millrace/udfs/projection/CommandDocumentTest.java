package io.millrace.udfs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.CommandCause;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.Route;
import io.millrace.schemas.avro.TransportKind;
import io.millrace.udfs.Given;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandDocumentTest {
  @Test
  void a_command_is_found_by_its_own_id() throws Exception {
    SearchDocument document =
        CommandDocument.of(
            ObjectCommand.newBuilder()
                .setId("c1")
                .setObjectType("room")
                .setObjectId("r1")
                .setName("set")
                .setActor("user:ann")
                .setIssuedAt(Given.NOON)
                .build());
    assertThat(document.alias()).isEqualTo("commands");
    assertThat(document.id()).isEqualTo("c1");
    assertThat(json(document))
        .hasToString(
            "{\"id\":\"c1\",\"name\":\"set\",\"objectType\":\"room\",\"objectId\":\"r1\","
                + "\"deviceId\":null,\"actor\":\"user:ann\",\"traceId\":null,"
                + "\"issuedAt\":\"2026-01-01T12:00:00Z\",\"expiresAt\":null}");
  }

  @Test
  void a_delivery_goes_from_sent_to_failed_to_delivered_and_never_back() {
    long sent = CommandDocument.of(sent(Given.NOON)).version();
    long failed = outcome(DeliveryStatus.FAILED, Given.NOON).version();
    long delivered = outcome(DeliveryStatus.DELIVERED, Given.NOON).version();
    assertThat(failed).isGreaterThan(sent);
    assertThat(outcome(DeliveryStatus.EXPIRED, Given.NOON).version()).isEqualTo(failed);
    assertThat(delivered).isGreaterThan(failed);
    Instant nextDay = Given.NOON.plusSeconds(86_400);
    assertThat(CommandDocument.of(sent(nextDay)).version()).isGreaterThan(delivered);
    assertThat(CommandDocument.of(sent(Instant.EPOCH.minusSeconds(1))).version()).isPositive();
  }

  @Test
  void sent_and_outcome_are_one_document_of_the_same_command() throws Exception {
    SearchDocument sent = CommandDocument.of(sent(Given.NOON));
    SearchDocument failed = outcome(DeliveryStatus.FAILED, Given.NOON);
    assertThat(sent.alias()).isEqualTo("deliveries").isEqualTo(failed.alias());
    assertThat(sent.id()).isEqualTo("d1-set").isEqualTo(failed.id());
    assertThat(json(sent).path("commandId").asText()).isEqualTo("c1");
    assertThat(json(failed).path("commandId").asText()).isEqualTo("c1");
    assertThat(json(sent).path("status").asText()).isEqualTo("SENT");
    assertThat(json(failed).path("status").asText()).isEqualTo("FAILED");
    assertThat(json(failed).path("attempts").asInt()).isEqualTo(3);
    assertThat(json(failed).path("code").asText()).isEqualTo("http-503");
  }

  private static DeviceCommand sent(Instant issuedAt) {
    return DeviceCommand.newBuilder()
        .setId("d1-set")
        .setDeviceId("d1")
        .setDeviceVersion(1)
        .setName("set")
        .setPayload(ByteBuffer.allocate(0))
        .setCause(CommandCause.newBuilder().setCommandId("c1").setActor("user:ann").build())
        .setRoute(Route.newBuilder().setKind(TransportKind.MQTT).setAddress("a").build())
        .setIssuedAt(issuedAt)
        .build();
  }

  private static SearchDocument outcome(DeliveryStatus status, Instant issuedAt) {
    return CommandDocument.of(
        CommandOutcome.newBuilder()
            .setId("d1-set")
            .setCauseId("c1")
            .setDeviceId("d1")
            .setName("set")
            .setStatus(status)
            .setAttempts(3)
            .setCode("http-503")
            .setReason("busy")
            .setIssuedAt(issuedAt)
            .setAt(issuedAt.plusSeconds(9))
            .build());
  }

  private static JsonNode json(SearchDocument document) throws Exception {
    return new ObjectMapper().readTree(document.json());
  }
}
