package io.millrace.udfs.mapping;

import static io.millrace.udfs.mapping.Mapped.NO_DEVICES;
import static io.millrace.udfs.mapping.Mapped.catalogue;
import static io.millrace.udfs.mapping.Mapped.map;
import static io.millrace.udfs.mapping.Mapped.observations;
import static io.millrace.udfs.mapping.Mapped.problems;
import static io.millrace.udfs.mapping.Mapped.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.format.RefusalCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForEachTest {
  private static final String VALUES =
      """
      {"id": "m", "objectType": "sensor", "forEach": "payload.values",
       "fields": {"v": {"expression": "item", "type": "double", "required": true},
                  "n": {"expression": "index", "type": "long"}}}""";

  private static final String GATEWAY =
      """
      {"id": "g", "objectType": "sensor", "forEach": "payload.sensors", "deviceId": "item.id",
       "observedAt": "item.at",
       "fields": {"t": {"expression": "item.t", "type": "double", "required": true},
                  "room": {"expression": "device.labels.room", "type": "string"},
                  "via": {"expression": "gateway.id", "type": "string"}}}""";

  private static final String TWO_SENSORS =
      "{\"sensors\":[{\"id\":\"s1\",\"at\":0,\"t\":1},{\"id\":\"s2\",\"at\":1000,\"t\":2}]}";

  @Test
  void makesAnObservationOfEachElement() {
    List<Observation> all = observations("{\"values\":[1.5,2]}", VALUES);
    assertThat(all)
        .extracting(Observation::getProperties)
        .containsExactly(Map.of("v", 1.5, "n", 0L), Map.of("v", 2.0, "n", 1L));
    assertThat(all).extracting(o -> o.getOrigin().getIndex()).containsExactly(0, 1);
    assertThat(all).extracting(Observation::getId).doesNotHaveDuplicates();
  }

  @Test
  void goesThroughTheEntriesOfAMap() {
    String document =
        """
        {"id": "m", "objectType": "sensor", "forEach": "payload", "objectId": "key",
         "fields": {"t": {"expression": "item.t", "type": "double"}}}""";
    assertThat(observations("{\"b\":{\"t\":1},\"a\":{\"t\":2}}", document))
        .extracting(Observation::getObjectId)
        .containsExactly("b", "a");
  }

  @Test
  void nothingToGoThroughIsNoFailure() {
    assertThat(observations("{\"values\":[]}", VALUES)).isEmpty();
  }

  @Test
  void elementsThatDoNotCountAreLeftOutAndShiftNoId() {
    String some = VALUES.replace("\"fields\"", "\"forEachWhen\": \"item > 0.0\", \"fields\"");
    List<Observation> all = observations("{\"values\":[1,2]}", VALUES);
    List<Observation> last = observations("{\"values\":[-1,2]}", some);
    assertThat(last).hasSize(1);
    assertThat(last.get(0).getId()).isEqualTo(all.get(1).getId());
    assertThat(last.get(0).getOrigin().getIndex()).isZero();
  }

  @Test
  void oneElementThatFailsRefusesTheWholeMessage() {
    Refusal refusal = refusal("{\"values\":[1,\"x\",3]}", NO_DEVICES, VALUES);
    assertThat(refusal.code()).isEqualTo(RefusalCode.WRONG_TYPE);
    assertThat(refusal.path()).isEqualTo("v");
    assertThat(refusal.reason()).startsWith("Element 1: 'v' must be double");
  }

  @Test
  void orIsSkippedWhereTheMappingSaysSo() {
    String skips = VALUES.replace("\"fields\"", "\"onElementFailure\": \"skip\", \"fields\"");
    MappingResult result = map("{\"values\":[1,\"x\",3,null]}", NO_DEVICES, skips);
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations())
        .extracting(o -> o.getProperties().get("n"))
        .containsExactly(0L, 2L);
    assertThat(result.skipped())
        .extracting(Refusal::code)
        .containsExactly(RefusalCode.WRONG_TYPE, RefusalCode.NULL_VALUE);
  }

  @Test
  void theFailureOfOneMappingShiftsNoIdOfAnother() {
    String other =
        """
        {"id": "z", "objectType": "gateway",
         "fields": {"ok": {"expression": "payload.ok", "type": "boolean"}}}""";
    MappingResult both = map("{\"ok\":true,\"values\":[1,2]}", NO_DEVICES, VALUES, other);
    MappingResult one = map("{\"ok\":true,\"values\":[1,\"x\"]}", NO_DEVICES, VALUES, other);
    assertThat(one.refusals()).extracting(Refusal::mappingId).containsExactly("m");
    assertThat(one.observations()).hasSize(1);
    assertThat(one.observations().get(0).getId()).isEqualTo(both.observations().get(2).getId());
  }

  @Test
  void refusesWhatCannotBeGoneThrough() {
    assertThat(refusal("{}", NO_DEVICES, VALUES).code()).isEqualTo(RefusalCode.MISSING_FIELD);
    assertThat(refusal("{\"values\":null}", NO_DEVICES, VALUES).code())
        .isEqualTo(RefusalCode.NULL_VALUE);
    assertThat(refusal("{\"values\":3}", NO_DEVICES, VALUES).code())
        .isEqualTo(RefusalCode.WRONG_TYPE);
    String many = "{\"values\":[" + "1,".repeat(10_000) + "1]}";
    Refusal refusal = refusal(many, NO_DEVICES, VALUES);
    assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_MANY_OBSERVATIONS);
    assertThat(refusal.path()).isEqualTo("forEach");
    assertThat(observations("{\"values\":[" + "1,".repeat(9_999) + "1]}", VALUES)).hasSize(10_000);
  }

  @Test
  void aGatewaySpeaksForItsSensors() {
    Device known = new Device("s1", "thermometer", Map.of("room", "r7"), true);
    List<Observation> all = map(TWO_SENSORS, catalogue(known), GATEWAY).observations();
    assertThat(all).extracting(Observation::getDeviceId).containsExactly("s1", "s2");
    assertThat(all).extracting(Observation::getObjectId).containsExactly("s1", "s2");
    assertThat(all)
        .extracting(Observation::getProperties)
        .containsExactly(
            Map.of("t", 1.0, "room", "r7", "via", "device-1"), Map.of("t", 2.0, "via", "device-1"));
  }

  @Test
  void aSensorIsCheckedAsIfItSentTheMessageItself() {
    Device off = new Device("s2", "thermometer", Map.of(), false);
    Refusal notActive = refusal(TWO_SENSORS, catalogue(off), GATEWAY);
    assertThat(notActive.code()).isEqualTo(RefusalCode.DEVICE_NOT_ACTIVE);
    assertThat(notActive.path()).isEqualTo("deviceId");
    String strict =
        GATEWAY.replace("\"observedAt\"", "\"unknownDevices\": \"refuse\", \"observedAt\"");
    Device on = new Device("s1", "thermometer", Map.of(), true);
    assertThat(refusal(TWO_SENSORS, catalogue(on), strict).code())
        .isEqualTo(RefusalCode.UNKNOWN_DEVICE);
    assertThat(refusal(TWO_SENSORS.replace("s2", "s 2"), NO_DEVICES, GATEWAY).path())
        .isEqualTo("deviceId");
  }

  @Test
  void whatConcernsElementsNeedsForEach() {
    String document =
        """
        {"id": "m", "objectType": "t", "forEachWhen": "true", "onElementFailure": "skip",
         "fields": {"v": {"expression": "item.v", "type": "long"}}}""";
    assertThat(problems(document))
        .extracting(Problem::path)
        .contains("/forEachWhen", "/onElementFailure", "/fields/v/expression");
  }
}
