package io.millrace.udfs.dispatch;

import static io.millrace.udfs.dispatch.Catalogue.change;
import static io.millrace.udfs.dispatch.Catalogue.device;
import static io.millrace.udfs.dispatch.Catalogue.toDevice;
import static io.millrace.udfs.dispatch.Catalogue.toRoom;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.TransportKind;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.device.Device;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {
  private static final String MQTT = "\"transport\": {\"kind\": \"mqtt\"}";
  private static final String ROOM = "\"objects\": [{\"type\": \"room\", \"id\": \"r1\"}]";
  private static final String SETPOINT =
      "\"listens\": [{\"objectType\": \"room\", \"objectId\": \"r1\","
          + " \"properties\": [\"setpoint\"], \"command\": \"set\"}]";

  @Test
  void a_command_reaches_its_device_with_everything_that_is_to_be_sent() throws Exception {
    DeviceCommand sent = sent(resolve(toDevice("d1", "set"), device("d1", MQTT))).get(0);
    assertThat(sent.getRoute().getKind()).isEqualTo(TransportKind.MQTT);
    assertThat(sent.getRoute().getAddress()).isEqualTo("commands/d1");
    assertThat(sent.getRoute().getQos()).isEqualTo(1);
    assertThat(sent.getRoute().getGatewayId()).isNull();
    assertThat(sent.getCause().getCommandId()).isEqualTo("command-1");
    assertThat(payload(sent))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"id": "%s", "device": "d1", "name": "set", "parameters": {"setpoint": 21.50},
                     "issuedAt": "2026-01-01T12:00:00Z", "expiresAt": "2026-01-01T12:01:00Z"}
                    """
                        .formatted(sent.getId())));
  }

  @Test
  void the_same_command_has_the_same_id_at_a_device_and_another_at_another() {
    Device[] devices = {device("d1", MQTT + ", " + ROOM), device("d2", MQTT + ", " + ROOM)};
    List<String> ids = ids(sent(resolve(toRoom("r1", "set"), devices)));
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids(sent(resolve(toRoom("r1", "set"), devices)))).isEqualTo(ids);
  }

  @Test
  void a_command_before_its_device_fails_and_one_after_it_is_sent() {
    DeviceCatalogue catalogue = new DeviceCatalogue();
    Resolver resolver = new Resolver(catalogue, Codecs.none());
    assertThat(code(resolver.resolve(toDevice("d1", "set")))).isEqualTo("unknown-device");
    catalogue.set("d1", device("d1", MQTT));
    assertThat(sent(resolver.resolve(toDevice("d1", "set")))).hasSize(1);
    catalogue.set("d1", null);
    assertThat(code(resolver.resolve(toDevice("d1", "set")))).isEqualTo("unknown-device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"disabled", "decommissioned"})
  void devices_out_of_use_get_no_command_and_it_is_told(String state) {
    Device off = device("d1", MQTT + ", \"state\": \"" + state + "\"");
    CommandOutcome outcome = undeliverable(resolve(toDevice("d1", "set"), off)).outcome();
    assertThat(outcome.getCode()).isEqualTo("device-" + state);
    assertThat(outcome.getStatus()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(outcome.getDeviceId()).isEqualTo("d1");
    assertThat(outcome.getCauseId()).isEqualTo("command-1");
  }

  @Test
  void an_object_command_goes_to_those_that_stand_for_it_and_can_take_it() {
    List<Resolution> resolutions =
        resolve(
            toRoom("r1", "set"),
            device("gone", MQTT + ", " + ROOM + ", \"state\": \"decommissioned\""),
            device("off", MQTT + ", " + ROOM + ", \"state\": \"disabled\""),
            device("other", MQTT + ", " + ROOM + ", \"commands\": [\"reboot\"]"),
            device("sensor", ROOM),
            device("stranger", MQTT),
            device("thermostat", MQTT + ", " + ROOM));
    assertThat(sent(resolutions))
        .extracting(DeviceCommand::getDeviceId)
        .containsExactly("thermostat");
    assertThat(resolutions).hasSize(2);
    assertThat(undeliverable(resolutions).outcome().getDeviceId()).isEqualTo("off");
  }

  @Test
  void an_object_that_nothing_stands_for_is_told_under_the_commands_own_id() {
    CommandOutcome outcome =
        undeliverable(resolve(toRoom("r1", "set"), device("sensor", ROOM))).outcome();
    assertThat(outcome.getCode()).isEqualTo("no-device");
    assertThat(outcome.getId()).isEqualTo("command-1");
  }

  @Test
  void a_device_without_a_transport_is_reached_through_its_nearest_gateway() {
    DeviceCommand sent =
        sent(resolve(
                toDevice("d1", "set"),
                device("d1", "\"parent\": \"repeater\""),
                device("repeater", "\"parent\": \"gw\""),
                device(
                    "gw",
                    "\"parent\": \"cloud\", \"transport\": {\"kind\": \"http\", \"secret\": \"k\","
                        + " \"url\": \"https://gw.example/{gateway}/{device}/{command}?t={type}\"}"),
                device("cloud", MQTT)))
            .get(0);
    assertThat(sent.getRoute().getAddress()).isEqualTo("https://gw.example/gw/d1/set?t=thermostat");
    assertThat(sent.getRoute().getGatewayId()).isEqualTo("gw");
    assertThat(sent.getRoute().getMethod()).isEqualTo("POST");
    assertThat(sent.getRoute().getSecret()).isEqualTo("k");
    assertThat(sent.getDeviceId()).isEqualTo("d1");
  }

  @Test
  void a_way_that_leads_nowhere_says_why() {
    Device child = device("d1", "\"parent\": \"gw\"");
    assertThat(code(resolve(toDevice("d1", "set"), child))).isEqualTo("unknown-gateway");
    assertThat(code(resolve(toDevice("d1", "set"), child, device("gw", ""))))
        .isEqualTo("no-transport");
    assertThat(
            code(
                resolve(
                    toDevice("d1", "set"),
                    child,
                    device("gw", MQTT + ", \"state\": \"disabled\""))))
        .isEqualTo("gateway-disabled");
    assertThat(code(resolve(toDevice("d1", "set"), child, device("gw", "\"parent\": \"d1\""))))
        .isEqualTo("gateway-cycle");
  }

  @Test
  void a_cycle_above_the_device_is_left_too() {
    assertThat(
            code(
                resolve(
                    toDevice("d1", "set"),
                    device("d1", "\"parent\": \"a\""),
                    device("a", "\"parent\": \"b\""),
                    device("b", "\"parent\": \"a\""))))
        .isEqualTo("gateway-cycle");
  }

  @Test
  void commands_that_nobody_should_have_written_are_refused() {
    Device device = device("d1", MQTT + ", \"commands\": [\"set\"]");
    assertThat(code(resolve(toDevice("d1", "dance"), device))).isEqualTo("unknown-command");
    assertThat(code(resolve(toDevice("d1", "a/../b"), device))).isEqualTo("malformed-command");
    assertThat(code(resolve(Catalogue.command("set").build(), device)))
        .isEqualTo("malformed-command");
    for (String parameters : List.of("[1]", "{\"a\": 1} x", "{\"a\": 1, \"a\": 2}", "")) {
      var command = Catalogue.command("set").setDeviceId("d1").setParameters(parameters).build();
      assertThat(code(resolve(command, device))).as(parameters).isEqualTo("malformed-command");
    }
  }

  @Test
  void a_change_is_told_to_those_that_listen_to_that_property() throws Exception {
    Device thermostat = device("d1", SETPOINT + ", " + MQTT);
    ObjectEvent event = change("r1", "user:ann", Map.of("setpoint", 21.5, "name", "Lab"));
    DeviceCommand sent = sent(resolve(event, thermostat)).get(0);
    assertThat(sent.getName()).isEqualTo("set");
    assertThat(sent.getCause().getEventId()).isEqualTo("event-1");
    assertThat(sent.getCause().getTraceId()).isEqualTo("trace-2");
    assertThat(payload(sent).path("parameters").toString()).isEqualTo("{\"setpoint\":21.5}");
    assertThat(payload(sent).path("object").toString())
        .isEqualTo("{\"type\":\"room\",\"id\":\"r1\"}");
    assertThat(payload(sent).path("seq").asLong()).isEqualTo(7);
    assertThat(resolve(change("r1", "user:ann", Map.of("name", "Lab")), thermostat)).isEmpty();
    assertThat(resolve(change("r2", "user:ann", Map.of("setpoint", 1.0)), thermostat)).isEmpty();
  }

  @Test
  void a_device_does_not_hear_what_it_said_itself() {
    Device thermostat = device("d1", SETPOINT + ", " + MQTT);
    assertThat(resolve(change("r1", "device:d1", Map.of("setpoint", 1.0)), thermostat)).isEmpty();
    assertThat(resolve(change("r1", "device:d2", Map.of("setpoint", 1.0)), thermostat)).hasSize(1);
  }

  @Test
  void one_change_makes_one_command_of_a_name_however_many_listenings_match() throws Exception {
    Device panel =
        device(
            "p1",
            MQTT
                + ", \"listens\": [{\"objectType\": \"room\", \"objectId\": \"*\", \"properties\": [\"a\"]},"
                + " {\"objectType\": \"room\", \"objectId\": \"r1\", \"properties\": [\"b\"]},"
                + " {\"objectType\": \"room\", \"objectId\": \"r1\", \"command\": \"all\"}]");
    List<DeviceCommand> sent =
        sent(resolve(change("r1", "user:ann", Map.of("a", 1L, "b", true, "c", "x")), panel));
    assertThat(sent).extracting(DeviceCommand::getName).containsExactly("all", "object-changed");
    assertThat(ids(sent)).doesNotHaveDuplicates();
    assertThat(payload(sent.get(1)).path("parameters").toString())
        .isEqualTo("{\"a\":1,\"b\":true}");
  }

  @Test
  void the_end_of_an_object_is_told_to_those_that_listen_to_everything() throws Exception {
    ObjectEvent deleted = change("r1", "user:ann", Map.of());
    deleted.setKind(ObjectEventKind.DELETED);
    Device all =
        device("all", MQTT + ", \"listens\": [{\"objectType\": \"room\", \"objectId\": \"r1\"}]");
    List<DeviceCommand> sent = sent(resolve(deleted, all, device("d1", SETPOINT + ", " + MQTT)));
    assertThat(sent).extracting(DeviceCommand::getDeviceId).containsExactly("all");
    assertThat(payload(sent.get(0)).path("kind").asText()).isEqualTo("deleted");
  }

  private static List<Resolution> resolve(
      io.millrace.schemas.avro.ObjectCommand command, Device... devices) {
    return new Resolver(Catalogue.of(devices), Codecs.none()).resolve(command);
  }

  private static List<Resolution> resolve(ObjectEvent event, Device... devices) {
    return new Resolver(Catalogue.of(devices), Codecs.none()).resolve(event);
  }

  private static List<DeviceCommand> sent(List<Resolution> resolutions) {
    return resolutions.stream()
        .filter(Resolution.Send.class::isInstance)
        .map(resolution -> ((Resolution.Send) resolution).command())
        .toList();
  }

  private static Resolution.Undeliverable undeliverable(List<Resolution> resolutions) {
    return resolutions.stream()
        .filter(Resolution.Undeliverable.class::isInstance)
        .map(Resolution.Undeliverable.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String code(List<Resolution> resolutions) {
    assertThat(resolutions).hasSize(1);
    return undeliverable(resolutions).outcome().getCode();
  }

  private static List<String> ids(List<DeviceCommand> commands) {
    return commands.stream().map(DeviceCommand::getId).toList();
  }

  private static JsonNode payload(DeviceCommand command) throws Exception {
    return new ObjectMapper()
        .readTree(StandardCharsets.UTF_8.decode(command.getPayload().duplicate()).toString());
  }
}
