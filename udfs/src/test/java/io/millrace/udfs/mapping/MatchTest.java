package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.message;
import static io.millrace.udfs.mapping.Mapped.NO_DEVICES;
import static io.millrace.udfs.mapping.Mapped.catalogue;
import static io.millrace.udfs.mapping.Mapped.compile;
import static io.millrace.udfs.mapping.Mapped.map;
import static io.millrace.udfs.mapping.Mapped.problems;
import static io.millrace.udfs.mapping.Mapped.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceState;
import io.millrace.udfs.device.ObjectRef;
import io.millrace.udfs.format.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchTest {
  @Test
  void byTheTypeOfTheDevice() {
    String pumps = matching("\"deviceType\": \"pump\"");
    Device pump = new Device("device-1", "pump", Map.of(), true);
    Device valve = new Device("device-1", "valve", Map.of(), true);
    assertThat(map("{}", catalogue(pump), pumps).observations()).hasSize(1);
    assertThat(codes(map("{}", catalogue(valve), pumps))).containsExactly(RefusalCode.NO_MAPPING);
    assertThat(codes(map("{}", NO_DEVICES, pumps))).containsExactly(RefusalCode.NO_MAPPING);
  }

  @Test
  void byTheTopicThatItWasPublishedIn() {
    MappingSet kafka = set(matching("\"topic\": \"device-messages\""));
    MappingSet mqtt = set(matching("\"topic\": \"plant/+/state\""));
    Message direct = message("plant", "{}");
    Message bridged = direct.with(Map.of("mqtt-topic", "plant/m1/state"));
    assertThat(kafka.map(direct).observations()).hasSize(1);
    assertThat(kafka.map(bridged).observations()).isEmpty();
    assertThat(mqtt.map(bridged).observations()).hasSize(1);
    assertThat(mqtt.map(direct).observations()).isEmpty();
    assertThat(problems(matching("\"topic\": \"a/#/b\"")))
        .extracting(Problem::path)
        .containsExactly("/match/topic");
  }

  @Test
  void theConditionSeesTheDevicesRecord() {
    String document = matching("\"when\": \"device.labels.line == 'l3' && device.type == 'pump'\"");
    Device pump = new Device("device-1", "pump", Map.of("line", "l3"), true);
    assertThat(map("{}", catalogue(pump), document).observations()).hasSize(1);
    assertThat(map("{}", NO_DEVICES, document).observations()).isEmpty();
  }

  @Test
  void theObjectMayBeTheOneThatTheDeviceStandsFor() {
    Device sensor =
        new Device(
            "device-1",
            1,
            "sensor",
            Map.of(),
            DeviceState.ACTIVE,
            "gw-1",
            List.of(new ObjectRef("machine", "m7")),
            Set.of(),
            List.of(),
            null,
            null);
    String document =
        """
        {"id": "m", "objectType": "machine", "objectId": "device.objects[0].id",
         "fields": {"via": {"expression": "device.parent", "type": "string"}}}""";
    var observation = map("{}", catalogue(sensor), document).observations().get(0);
    assertThat(observation.getObjectId()).isEqualTo("m7");
    assertThat(observation.getProperties()).isEqualTo(Map.of("via", "gw-1"));
  }

  @Test
  void aTemplateTakesNoMessages() {
    String template =
        matching("\"source\": \"plant\"").replace("{\"id\"", "{\"template\": true, \"id\"");
    assertThat(codes(map("{}", NO_DEVICES, template))).containsExactly(RefusalCode.NO_MAPPING);
  }

  @Test
  void looksValuesUpInItsTables() {
    String document =
        """
        {"id": "m", "objectType": "pump", "lookups": {"states": {"0": "off", "1": "on"}},
         "fields": {
           "state": {"expression": "lookup(string(payload.s), lookups.states)", "type": "string"}}}""";
    assertThat(properties("{\"s\":1}", document)).isEqualTo(Map.of("state", "on"));
    assertThat(properties("{\"s\":2}", document)).isEmpty();
    assertThat(problems(document.replace("lookups.states", "lookups.stats")))
        .containsExactly(
            new Problem(
                "/fields/state/expression", "There is no lookup table 'stats'; there are: states"));
    assertThat(problems(document.replace("{\"0\": \"off\", \"1\": \"on\"}", "[]")))
        .extracting(Problem::path)
        .containsExactly("/lookups/states");
  }

  private static List<RefusalCode> codes(MappingResult result) {
    return result.refusals().stream().map(Refusal::code).toList();
  }

  private static MappingSet set(String document) {
    return new MappingSet(List.of(compile(document)), NO_DEVICES);
  }

  private static String matching(String keys) {
    return """
        {"id": "m", "objectType": "thing", "match": {%s},
         "fields": {"v": {"expression": "payload.v", "type": "long"}}}"""
        .formatted(keys);
  }
}
