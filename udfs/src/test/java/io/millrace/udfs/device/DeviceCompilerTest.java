package io.millrace.udfs.device;

import static io.millrace.udfs.device.Transport.Encoding.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.udfs.Given;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCompilerTest {
  @Test
  void a_device_that_only_sends_needs_id_and_type() throws Exception {
    Device device = compile("{\"id\": \"d1\", \"type\": \"pump\"}");
    assertThat(device)
        .isEqualTo(
            new Device(
                "d1",
                3,
                "pump",
                Map.of(),
                DeviceState.ACTIVE,
                null,
                List.of(),
                Set.of(),
                List.of(),
                null,
                null));
    assertThat(device.reachable()).isFalse();
  }

  @Test
  void a_whole_device_is_read() throws Exception {
    Device device =
        compile(
            """
            {"id": "d1", "type": "thermostat", "labels": {"floor": "2"}, "state": "disabled",
             "parent": "gw:1", "objects": [{"type": "room", "id": "r1"}, {"type": "room", "id": "r2"}],
             "commands": ["set", "reboot"],
             "listens": [{"objectType": "room", "properties": ["setpoint"], "command": "set"},
                         {"objectType": "site", "objectId": "*"}],
             "transport": {"kind": "mqtt", "topic": "{type}/{device}/{command}", "qos": 2, "retain": true}}
            """);
    assertThat(device.state()).isEqualTo(DeviceState.DISABLED);
    assertThat(device.active()).isFalse();
    assertThat(device.parent()).isEqualTo("gw:1");
    assertThat(device.objects())
        .containsExactly(new ObjectRef("room", "r1"), new ObjectRef("room", "r2"));
    assertThat(device.listens())
        .as("without objectId it listens to its own objects of the type")
        .containsExactly(
            new Listening("room", "r1", Set.of("setpoint"), "set"),
            new Listening("room", "r2", Set.of("setpoint"), "set"),
            new Listening("site", null, Set.of(), "object-changed"));
    assertThat(device.transport())
        .isEqualTo(
            new Transport.Mqtt(new AddressTemplate("{type}/{device}/{command}"), 2, true, PLAIN));
    assertThat(device.understands("reboot")).isTrue();
    assertThat(device.understands("dance")).isFalse();
  }

  @Test
  void transports_have_defaults() throws Exception {
    assertThat(transport("{\"kind\": \"mqtt\"}"))
        .isEqualTo(new Transport.Mqtt(new AddressTemplate("commands/{device}"), 1, false, PLAIN));
    assertThat(transport("{\"kind\": \"http\", \"url\": \"https://h/x?d={device}\"}"))
        .isEqualTo(
            new Transport.Http(new AddressTemplate("https://h/x?d={device}"), "POST", null, PLAIN));
    assertThat(transport("{\"kind\": \"signalr\", \"hub\": \"http://h:1/hub\", \"secret\": \"s\"}"))
        .isEqualTo(
            new Transport.SignalR(new AddressTemplate("http://h:1/hub"), "Command", "s", PLAIN));
  }

  @Test
  void a_codec_and_a_body_say_what_is_sent() throws Exception {
    Device device =
        compile(
            """
            {"id": "d1", "type": "pump", "codec": {"id": "ct-100", "fPort": 10},
             "transport": {"kind": "mqtt", "topic": "down/{device}/{fPort}", "codec": {"id": "any"},
                           "body": {"port": "{fPort}", "data": ["{payload}", 7]}}}
            """);
    assertThat(device.codec()).isEqualTo(new CommandCodec("ct-100", 10));
    Transport.Encoding encoding = device.transport().encoding();
    assertThat(encoding.codec()).isEqualTo(new CommandCodec("any", CommandCodec.DEFAULT_PORT));
    assertThat(encoding.body()).isNotNull();
  }

  @Test
  void every_problem_is_reported_at_once() {
    assertThat(
            problems(
                """
                {"id": "d1", "type": "Pump", "state": "asleep", "parent": "d1", "colour": "red",
                 "objects": [{"type": "room"}, 7], "commands": ["a b"],
                 "listens": [{"objectType": "site"}],
                 "transport": {"kind": "mqtt", "qos": 3, "retain": "yes", "url": "x"}}
                """))
        .extracting(Problem::path)
        .contains(
            "/type",
            "/state",
            "/parent",
            "/colour",
            "/objects/0/id",
            "/objects/1",
            "/commands",
            "/listens/0/objectId",
            "/transport/qos",
            "/transport/retain",
            "/transport/url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"mqtt\", \"topic\": \"a/+/b\"}|/transport/topic",
        "{\"kind\": \"mqtt\", \"topic\": \"a/#\"}|/transport/topic",
        "{\"kind\": \"mqtt\", \"topic\": \"$SYS/a\"}|/transport/topic",
        "{\"kind\": \"mqtt\", \"topic\": \"a/{room}\"}|/transport/topic",
        "{\"kind\": \"mqtt\", \"topic\": \"a/{device\"}|/transport/topic",
        "{\"kind\": \"http\"}|/transport/url",
        "{\"kind\": \"http\", \"url\": \"file:///etc/passwd\"}|/transport/url",
        "{\"kind\": \"http\", \"url\": \"http://{device}/x\"}|/transport/url",
        "{\"kind\": \"http\", \"url\": \"http://user:pass@h/x\"}|/transport/url",
        "{\"kind\": \"http\", \"url\": \"http://h/x\", \"method\": \"GET\"}|/transport/method",
        "{\"kind\": \"http\", \"url\": \"http://h/ x\"}|/transport/url",
        "{\"kind\": \"signalr\", \"url\": \"http://h/x\"}|/transport/hub",
        "{\"kind\": \"signalr\", \"hub\": \"ws://h/x\"}|/transport/hub",
        "{\"kind\": \"mqtt\", \"codec\": {}}|/transport/codec/id",
        "{\"kind\": \"mqtt\", \"codec\": {\"id\": \"c\", \"fPort\": 256}}|/transport/codec/fPort",
        "{\"kind\": \"mqtt\", \"codec\": {\"id\": \"c\", \"bytes\": \"x\"}}|/transport/codec/bytes",
        "{\"kind\": \"mqtt\", \"body\": \"{payload}\"}|/transport/body",
        "{\"kind\": \"mqtt\", \"body\": {\"a\": [\"{bytes}\"]}}|/transport/body",
        "{\"kind\": \"mqtt\", \"body\": {\"a\": \"x{parameters}\"}}|/transport/body",
        "{\"kind\": \"pigeon\"}|/transport/kind",
        "{}|/transport/kind",
        "[]|/transport"
      })
  void a_transport_that_cannot_work_is_refused(String transport, String path) {
    assertThat(problems("{\"id\": \"d1\", \"type\": \"pump\", \"transport\": " + transport + "}"))
        .extracting(Problem::path)
        .contains(path);
  }

  @Test
  void who_listens_must_be_reachable() {
    String listens = "\"listens\": [{\"objectType\": \"room\", \"objectId\": \"r\"}]";
    assertThat(problems("{\"id\": \"d1\", \"type\": \"pump\", " + listens + "}"))
        .extracting(Problem::path)
        .containsExactly("/listens");
  }

  private static Transport transport(String transport) throws DefinitionException {
    return compile("{\"id\": \"d1\", \"type\": \"pump\", \"transport\": " + transport + "}")
        .transport();
  }

  private static List<Problem> problems(String document) {
    return catchThrowableOfType(DefinitionException.class, () -> compile(document)).problems();
  }

  private static Device compile(String document) throws DefinitionException {
    return new DeviceCompiler().compile(Given.definition("device", "d1", 3, document));
  }
}
