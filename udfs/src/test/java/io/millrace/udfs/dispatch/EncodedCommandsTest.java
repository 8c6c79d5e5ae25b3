package io.millrace.udfs.dispatch;

import static io.millrace.udfs.dispatch.Catalogue.device;
import static io.millrace.udfs.dispatch.Catalogue.toDevice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.device.Device;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands whose bytes a JavaScript codec makes. */
class EncodedCommandsTest {
  private static final String TENTHS =
      "function encodeDownlink(i) { return { bytes: [i.fPort, i.data.setpoint * 10] }; }";
  private static final String WITH_CODEC = "\"codec\": {\"id\": \"c\", \"fPort\": 9}";
  private static final String MQTT = "\"transport\": {\"kind\": \"mqtt\"%s}";

  private final Map<String, CodecDefinition> definitions = new HashMap<>();
  private final Codecs codecs = new Codecs(definitions::get);

  @AfterEach
  void end() {
    codecs.close();
  }

  @Test
  void the_device_gets_the_codecs_bytes_and_port() {
    put("c", TENTHS);
    DeviceCommand sent = sent(device("d1", MQTT.formatted(", " + WITH_CODEC)));
    assertThat(sent.getPayload().array()).containsExactly(9, 215);
    assertThat(sent.getFPort()).isEqualTo(9);
    assertThat(sent.getContentType()).isEqualTo("application/octet-stream");
    String id = sent.getId();
    assertThat(sent(device("d1", MQTT.formatted(""))).getId()).isEqualTo(id);
  }

  @Test
  void the_codecs_choice_of_port_fills_in_the_topic() {
    put("c", "function encodeDownlink(i) { return { bytes: [1], fPort: 42 }; }");
    String topic = ", \"topic\": \"down/{device}/{fPort}\", ";
    DeviceCommand sent = sent(device("d1", MQTT.formatted(topic + WITH_CODEC)));
    assertThat(sent.getFPort()).isEqualTo(42);
    assertThat(sent.getRoute().getAddress()).isEqualTo("down/d1/42");
  }

  @Test
  void a_codec_is_told_the_commands_name_and_the_devices_labels() {
    put(
        "c",
        "function encodeDownlink(i) {"
            + " return { bytes: [i.variables.command.length, Number(i.variables.floor)] }; }");
    String labels = ", \"labels\": {\"floor\": \"7\"}";
    DeviceCommand sent = sent(device("d1", WITH_CODEC + labels + ", " + MQTT.formatted("")));
    assertThat(sent.getPayload().array()).containsExactly("set".length(), 7);
  }

  @Test
  void behind_a_gateway_the_devices_own_codec_counts_and_else_the_transports() {
    put("c", TENTHS);
    put("gateway", "function encodeDownlink(i) { return { bytes: [255] }; }");
    Device gateway = device("gw", MQTT.formatted(", \"codec\": {\"id\": \"gateway\"}"));
    DeviceCommand own = sent(device("d1", "\"parent\": \"gw\", " + WITH_CODEC), gateway);
    assertThat(own.getPayload().array()).containsExactly(9, 215);
    DeviceCommand plain = sent(device("d1", "\"parent\": \"gw\""), gateway);
    assertThat(plain.getPayload().array()).containsExactly(255);
    assertThat(plain.getFPort()).isEqualTo(1);
  }

  @Test
  void a_body_has_the_form_that_a_network_server_wants() throws Exception {
    put("c", TENTHS);
    String body =
        ", \"body\": {\"downlinks\": [{\"f_port\": \"{fPort}\", \"frm_payload\": \"{payload}\","
            + " \"confirmed\": true, \"correlation_ids\": [\"millrace:{id}\"],"
            + " \"asked\": \"{parameters}\"}]}, ";
    DeviceCommand sent = sent(device("d1", MQTT.formatted(body + WITH_CODEC)));
    assertThat(sent.getContentType()).isEqualTo("application/json");
    assertThat(json(sent))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"downlinks": [{"f_port": 9, "frm_payload": "Cdc=", "confirmed": true,
                     "correlation_ids": ["millrace:%s"], "asked": {"setpoint": 21.5}}]}"""
                        .formatted(sent.getId())));
  }

  @Test
  void a_hub_gets_the_bytes_in_json() throws Exception {
    put("c", TENTHS);
    String hub = "\"transport\": {\"kind\": \"signalr\", \"hub\": \"http://h/x\", %s}";
    DeviceCommand sent = sent(device("d1", hub.formatted(WITH_CODEC)));
    assertThat(sent.getContentType()).isEqualTo("application/json");
    assertThat(json(sent).path("payload").asText()).isEqualTo("Cdc=");
    assertThat(json(sent).path("fPort").asInt()).isEqualTo(9);
    assertThat(json(sent).path("id").asText()).isEqualTo(sent.getId());
    assertThat(json(sent).has("parameters")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "function encodeDownlink(i) { for (;;); }|codec-timeout",
        "function encodeDownlink(i) { throw new Error('no'); }|codec-failed",
        "function encodeDownlink(i) { return { errors: ['too hot'] }; }|codec-rejected",
        "function encodeDownlink(i) { return { bytes: [256] }; }|codec-result",
        "function decodeUplink(i) { return { data: {} }; }|codec-missing-function",
      })
  void a_codec_that_gives_no_bytes_is_told_by_its_code(String program, String code) {
    put("c", program);
    assertRefused(code);
  }

  @Test
  void a_codec_that_is_not_there_is_told() {
    assertRefused("unknown-codec");
  }

  private void assertRefused(String code) {
    Device device = device("d1", MQTT.formatted(", " + WITH_CODEC));
    Resolution resolution = resolve(device);
    assertThat(resolution).isInstanceOf(Resolution.Undeliverable.class);
    var outcome = ((Resolution.Undeliverable) resolution).outcome();
    assertThat(outcome.getCode()).isEqualTo(code);
    assertThat(outcome.getReason()).contains("'c'");
    assertThat(outcome.getStatus()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(outcome.getAttempts()).isZero();
    assertThat(outcome.getDeviceId()).isEqualTo("d1");
  }

  private void put(String id, String program) {
    definitions.put(id, new CodecDefinition(id, 1, program));
  }

  private DeviceCommand sent(Device... devices) {
    return ((Resolution.Send) resolve(devices)).command();
  }

  private Resolution resolve(Device... devices) {
    return new Resolver(Catalogue.of(devices), codecs).resolve(toDevice("d1", "set")).get(0);
  }

  private static JsonNode json(DeviceCommand command) throws Exception {
    return new ObjectMapper().readTree(command.getPayload().array());
  }
}
