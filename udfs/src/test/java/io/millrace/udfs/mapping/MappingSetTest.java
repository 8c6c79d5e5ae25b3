package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.Given;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.format.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingSetTest {
  private static final String MACHINE =
      """
      {"id": "plant-machine",
       "match": {"source": "plant", "when": "payload.kind == 'machine'"},
       "objectType": "machine", "objectId": "payload.id", "observedAt": "payload.ts",
       "fields": {
         "temperature": {"expression": "payload.t", "type": "double", "required": true},
         "count": {"expression": "payload.n", "type": "long"},
         "site": {"expression": "headers.source", "type": "string"}}}""";

  @Test
  void mapsAMessageToATypedObservation() {
    Observation observation =
        only("{\"kind\":\"machine\",\"id\":\"m7\",\"ts\":1767268800000,\"t\":71,\"n\":3.0}");
    assertThat(observation.getObjectType()).isEqualTo("machine");
    assertThat(observation.getObjectId()).isEqualTo("m7");
    assertThat(observation.getObservedAt()).isEqualTo(Instant.ofEpochMilli(1767268800000L));
    assertThat(observation.getProperties())
        .isEqualTo(Map.of("temperature", 71.0, "count", 3L, "site", "plant"));
    assertThat(observation.getMappingVersion()).isEqualTo(4);
  }

  @Test
  void aReplayDerivesTheSameIdAndAnotherTraceAnother() {
    String payload = "{\"kind\":\"machine\",\"id\":\"m7\",\"ts\":0,\"t\":1}";
    assertThat(only(payload).getId()).isEqualTo(only(payload).getId());
    Message other = message("plant", payload);
    Message renamed =
        new Message(
            other.deviceId(),
            "trace-2",
            other.source(),
            other.contentType(),
            other.headers(),
            other.payload(),
            other.origin(),
            other.receivedAt());
    assertThat(machines().map(renamed).observations().get(0).getId())
        .isNotEqualTo(only(payload).getId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":0}|missing-field|temperature",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":0,\"t\":null}|null-value|temperature",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":0,\"t\":\"71\"}|wrong-type|temperature",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":0,\"t\":[1]}|wrong-type|temperature",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":0,\"t\":1,\"n\":1.5}|wrong-type|count",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":\"soon\",\"t\":1}|bad-timestamp|observedAt",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":9223372036854775807,\"t\":1}|bad-timestamp|observedAt",
        "{\"kind\":\"machine\",\"id\":\"m\",\"ts\":\"+999999999-01-01T00:00:00Z\",\"t\":1}|bad-timestamp|observedAt",
        "{\"kind\":\"machine\",\"id\":\"m\",\"t\":1}|bad-timestamp|observedAt",
        "{\"kind\":\"machine\",\"ts\":0,\"t\":1}|missing-field|objectId",
        "{\"kind\":\"machine\",\"id\":\" \",\"ts\":0,\"t\":1}|wrong-type|objectId",
        "{\"kind\":\"room\",\"id\":\"m\",\"ts\":0,\"t\":1}|no-mapping|``",
        "[1,2]|no-mapping|``",
        "null|no-mapping|``",
        "{\"kind\":|malformed-json|``",
        "{\"t\":1e999}|malformed-json|``",
        "{\"t\":NaN}|malformed-json|``",
        "{} {}|malformed-json|``",
        "`  `|malformed-json|``",
      })
  void refusesWithCodeAndPath(String payload, String code, String path) {
    Refusal refusal = refusal(message("plant", payload));
    assertThat(refusal.code().code()).isEqualTo(code);
    assertThat(refusal.path()).isEqualTo(path);
    assertThat(refusal.reason()).isNotBlank();
  }

  @Test
  void refusesWhatIsNoUtf8EvenWhereJacksonWouldNot() {
    byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
    assertThat(refusal(message("plant", overlong)).code()).isEqualTo(RefusalCode.NOT_UTF_8);
    byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    assertThat(refusal(message("plant", surrogate)).code()).isEqualTo(RefusalCode.NOT_UTF_8);
  }

  @Test
  void refusesNestingThatWouldEatTheStack() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(refusal(message("plant", deep)).code()).isEqualTo(RefusalCode.MALFORMED_JSON);
  }

  @Test
  void anotherSourceOrContentTypeIsNotMapped() {
    assertThat(refusal(message("other", "{}")).code()).isEqualTo(RefusalCode.NO_MAPPING);
    Message json = message("plant", "{}");
    Message xml =
        new Message(
            json.deviceId(),
            json.traceId(),
            json.source(),
            "application/xml",
            json.headers(),
            json.payload(),
            json.origin(),
            json.receivedAt());
    assertThat(refusal(xml).code()).isEqualTo(RefusalCode.UNSUPPORTED_CONTENT_TYPE);
  }

  @Test
  void knowsDevicesWhereTheMappingAsksForIt() throws Exception {
    Mapping strict =
        compile(
            """
            {"id": "s", "objectType": "thing", "unknownDevices": "refuse",
             "fields": {"v": {"expression": "payload.v", "type": "long"}}}""");
    Message message = message("any", "{\"v\":1}");
    assertThat(new MappingSet(List.of(strict), id -> null).map(message).refusals())
        .extracting(Refusal::code)
        .containsExactly(RefusalCode.UNKNOWN_DEVICE);
    assertThat(
            new MappingSet(List.of(strict), id -> new Device(id, "t", Map.of(), true))
                .map(message)
                .observations())
        .extracting(Observation::getObjectId)
        .containsExactly("device-1");
    assertThat(
            new MappingSet(List.of(strict), id -> new Device(id, "t", Map.of(), false))
                .map(message)
                .refusals())
        .extracting(Refusal::code)
        .containsExactly(RefusalCode.DEVICE_NOT_ACTIVE);
  }

  @Test
  void twoMappingsOfOneMessageGiveTwoObservationsInOrder() throws Exception {
    Mapping a = counter("a");
    Mapping b = counter("b");
    List<Observation> both =
        new MappingSet(List.of(a, b), id -> null).map(message("x", "{\"v\":1}")).observations();
    assertThat(both).extracting(Observation::getObjectType).containsExactly("a", "b");
    assertThat(both).extracting(o -> o.getOrigin().getIndex()).containsExactly(0, 1);
    assertThat(both).extracting(Observation::getId).doesNotHaveDuplicates();
  }

  private static Mapping counter(String id) throws Exception {
    return compile(
        """
        {"id": "%s", "objectType": "%s",
         "fields": {"v": {"expression": "payload.v", "type": "long"}}}"""
            .formatted(id, id));
  }

  private static Observation only(String payload) {
    MappingResult result = machines().map(message("plant", payload));
    assertThat(result.refusals()).isEmpty();
    assertThat(result.observations()).hasSize(1);
    return result.observations().get(0);
  }

  private static Refusal refusal(Message message) {
    MappingResult result = machines().map(message);
    assertThat(result.observations()).isEmpty();
    assertThat(result.refusals()).hasSize(1);
    return result.refusals().get(0);
  }

  private static MappingSet machines() {
    try {
      return new MappingSet(List.of(compile(MACHINE)), id -> null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Mapping compile(String document) throws Exception {
    String id = document.replaceAll("(?s).*?\"id\": \"([^\"]*)\".*", "$1");
    return new MappingCompiler().compile(Given.definition("mapping", id, 4, document));
  }
}
