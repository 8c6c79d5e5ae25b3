package io.millrace.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.CommandCause;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.Route;
import io.millrace.schemas.avro.TransportKind;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.projection.CommandDocument;
import io.millrace.udfs.projection.SearchDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandProgressITCase {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void a_command_is_accepted_then_sent_then_delivered() throws Exception {
    assertThat(get("c1").status()).isEqualTo(404);
    put(accepted("c1"));
    Answer accepted = get("c1");
    assertThat(accepted.text("status")).isEqualTo("ACCEPTED");
    assertThat(accepted.text("name")).isEqualTo("set");
    assertThat(accepted.text("objectId")).isEqualTo("r1");
    assertThat(accepted.text("issuedAt")).isEqualTo("2026-01-01T12:00:00Z");
    put(sent("c1", "d1"));
    assertThat(get("c1").text("status")).isEqualTo("SENT");
    assertThat(get("c1").json().at("/deliveries/0/status").asString()).isEqualTo("SENT");
    put(outcome("c1", "d1", DeliveryStatus.DELIVERED, 2, ""));
    Answer delivered = get("c1");
    assertThat(delivered.text("status")).isEqualTo("DELIVERED");
    assertThat(delivered.json().at("/deliveries/0/attempts").asInt()).isEqualTo(2);
    assertThat(delivered.json().at("/deliveries/0/id").asString()).isEqualTo("c1-d1");
    assertThat(delivered.json().at("/deliveries/0/at").asString())
        .isEqualTo("2026-01-01T12:00:05Z");
  }

  @Test
  void what_comes_late_or_again_changes_nothing() throws Exception {
    put(accepted("c2"));
    put(outcome("c2", "d1", DeliveryStatus.DELIVERED, 1, ""));
    put(sent("c2", "d1"));
    put(outcome("c2", "d1", DeliveryStatus.FAILED, 3, "http-503"));
    assertThat(get("c2").text("status")).isEqualTo("DELIVERED");
  }

  @Test
  void of_many_devices_one_that_failed_decides_once_all_have_ended() throws Exception {
    put(accepted("c3"));
    put(outcome("c3", "d1", DeliveryStatus.DELIVERED, 1, ""));
    put(outcome("c3", "d2", DeliveryStatus.FAILED, 3, "http-503"));
    put(sent("c3", "d3"));
    assertThat(get("c3").text("status")).isEqualTo("SENT");
    put(outcome("c3", "d3", DeliveryStatus.EXPIRED, 0, "expired"));
    Answer answer = get("c3");
    assertThat(answer.text("status")).isEqualTo("FAILED");
    assertThat(answer.json().path("counts"))
        .hasToString("{\"DELIVERED\":1,\"EXPIRED\":1,\"FAILED\":1}");
    assertThat(answer.json().at("/deliveries/1/deviceId").asString()).isEqualTo("d2");
    assertThat(answer.json().at("/deliveries/1/code").asString()).isEqualTo("http-503");
    assertThat(answer.json().at("/deliveries/1/reason").asString()).isEqualTo("the reason");
    assertThat(answer.json().at("/deliveries/1/attempts").asInt()).isEqualTo(3);
  }

  @Test
  void a_command_that_reached_no_device_has_failed() throws Exception {
    put(accepted("c4"));
    CommandOutcome nobody = outcomeOf("c4", null, DeliveryStatus.FAILED, 0, "no-device");
    nobody.setId("c4");
    put(CommandDocument.of(nobody));
    Answer answer = get("c4");
    assertThat(answer.text("status")).isEqualTo("FAILED");
    assertThat(answer.json().at("/deliveries/0/code").asString()).isEqualTo("no-device");
    assertThat(answer.json().at("/deliveries/0").has("deviceId")).isFalse();
  }

  @Test
  void a_change_that_devices_were_told_of_is_found_by_its_event() throws Exception {
    put(sent("event-5", "d1"));
    Answer answer = get("event-5");
    assertThat(answer.text("status")).isEqualTo("SENT");
    assertThat(answer.json().has("name")).isFalse();
    assertThat(answer.json().at("/deliveries/0/name").asString()).isEqualTo("set");
  }

  private static Answer get(String id) {
    return api.get("/api/v1/commands/" + id);
  }

  private static SearchDocument accepted(String id) {
    return CommandDocument.of(
        ObjectCommand.newBuilder()
            .setId(id)
            .setObjectType("room")
            .setObjectId("r1")
            .setName("set")
            .setActor("user:ann")
            .setIssuedAt(NOON)
            .build());
  }

  private static SearchDocument sent(String command, String device) {
    return CommandDocument.of(
        DeviceCommand.newBuilder()
            .setId(command + "-" + device)
            .setDeviceId(device)
            .setDeviceVersion(1)
            .setName("set")
            .setPayload(ByteBuffer.allocate(0))
            .setCause(CommandCause.newBuilder().setCommandId(command).setActor("user:a").build())
            .setRoute(Route.newBuilder().setKind(TransportKind.MQTT).setAddress("a").build())
            .setIssuedAt(NOON)
            .build());
  }

  private static SearchDocument outcome(
      String command, String device, DeliveryStatus status, int attempts, String code) {
    return CommandDocument.of(outcomeOf(command, device, status, attempts, code));
  }

  private static CommandOutcome outcomeOf(
      String command, String device, DeliveryStatus status, int attempts, String code) {
    return CommandOutcome.newBuilder()
        .setId(command + "-" + device)
        .setCauseId(command)
        .setDeviceId(device)
        .setName("set")
        .setStatus(status)
        .setAttempts(attempts)
        .setCode(code)
        .setReason(code.isEmpty() ? "" : "the reason")
        .setIssuedAt(NOON)
        .setAt(NOON.plusSeconds(5))
        .build();
  }

  /** As the projection job does, which takes a conflict for an older document. */
  private static void put(SearchDocument document) throws Exception {
    String place = "\"_index\":\"%s\",\"_id\":\"%s\"".formatted(document.alias(), document.id());
    String bulk =
        "{\"index\":{%s,\"version\":%d,\"version_type\":\"external\"}}%n%s%n"
            .formatted(
                place, document.version(), new String(document.json(), StandardCharsets.UTF_8));
    String answer = Stack.shared().elasticsearch("POST", "/_bulk?refresh=true", bulk);
    assertThat(answer)
        .satisfiesAnyOf(
            text -> assertThat(text).contains("\"errors\":false"),
            text -> assertThat(text).contains("version_conflict_engine_exception"));
  }
}
