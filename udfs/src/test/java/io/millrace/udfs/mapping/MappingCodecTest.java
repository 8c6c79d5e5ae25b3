package io.millrace.udfs.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings that have a codec read the payload of a LoRaWAN uplink. */
class MappingCodecTest {
  private static final String CODEC =
      """
      function decodeUplink(input) {
        if (input.fPort === 9) { for (;;); }
        if (input.fPort === 8) { throw new Error('unknown frame'); }
        if (input.fPort === 7) { return { errors: ['not for me'] }; }
        if (input.fPort === 6) { return 5; }
        if (input.fPort === 5) { var a = []; for (;;) a.push('x' + a.length); }
        return { data: {
          t: input.bytes[0] / 2, port: input.fPort, at: input.recvTime.toISOString(),
          channels: [{ n: 'a', v: input.bytes[0] }, { n: 'b', v: input.bytes[1] }] } };
      }
      """;
  private static final String MAPPING =
      """
      {"id": "climate", "match": {"source": "lns"},
       "codec": {"id": "ct-100", "bytes": "payload.frm_payload", "fPort": "payload.f_port"},
       "objectType": "sensor", "objectId": "payload.dev_eui", "observedAt": "decoded.at",
       "fields": {"temperature": {"expression": "decoded.t", "type": "double", "required": true},
                  "port": {"expression": "decoded.port", "type": "long"}}}""";

  private final List<String> asked = new ArrayList<>();
  private final Map<String, CodecDefinition> inForce =
      Map.of(
          "ct-100", new CodecDefinition("ct-100", 1, CODEC),
          "encoder", new CodecDefinition("encoder", 1, "function encodeDownlink() {}"));
  private final Codecs codecs =
      new Codecs(
          id -> {
            asked.add(id);
            return inForce.get(id);
          });

  @AfterEach
  void close() {
    codecs.close();
  }

  @Test
  void seesWhatTheCodecDecoded() throws Exception {
    Observation observation = map(uplink("KyE=", "2"), MAPPING).observations().get(0);
    assertThat(observation.getProperties())
        .containsEntry("temperature", 21.5)
        .containsEntry("port", 2L);
    assertThat(observation.getObjectId()).isEqualTo("eui-1");
    assertThat(observation.getObservedAt()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
  }

  @Test
  void takesBytesInEveryForm() throws Exception {
    for (String bytes :
        List.of("hex(payload.hex)", "payload.list", "base64(payload.frm_payload)")) {
      String mapping = MAPPING.replace("payload.frm_payload", bytes);
      String payload =
          "{\"hex\": \"2b21\", \"list\": [43, 33], \"frm_payload\": \"KyE=\", \"f_port\": 2,"
              + " \"dev_eui\": \"e\"}";
      assertThat(map(payload, mapping).observations())
          .as(bytes)
          .singleElement()
          .satisfies(o -> assertThat(o.getProperties()).containsEntry("temperature", 21.5));
    }
  }

  @Test
  void takesPortOneWhereNoneIsNamed() throws Exception {
    String mapping = MAPPING.replace(", \"fPort\": \"payload.f_port\"", "");
    assertThat(map(uplink("KyE=", "2"), mapping).observations())
        .singleElement()
        .satisfies(o -> assertThat(o.getProperties()).containsEntry("port", 1L));
  }

  @Test
  void goesThroughWhatTheCodecDecoded() throws Exception {
    String mapping =
        """
        {"id": "channels", "codec": {"id": "ct-100", "bytes": "payload.frm_payload"},
         "forEach": "decoded.channels", "objectType": "channel", "objectId": "item.n",
         "fields": {"v": {"expression": "item.v", "type": "long"}}}""";
    assertThat(map(uplink("KyE=", "1"), mapping).observations())
        .extracting(Observation::getObjectId)
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "KyE=, 9, CODEC_TIMEOUT, codec",
    "KyE=, 8, CODEC_FAILED, codec",
    "KyE=, 7, CODEC_REJECTED, codec",
    "KyE=, 6, CODEC_RESULT, codec",
    "KyE=, 5, CODEC_MEMORY, codec",
    "K*E=, 2, WRONG_TYPE, codec.bytes",
    "KyE=, 256, WRONG_TYPE, codec.fPort",
    "KyE=, 2.5, WRONG_TYPE, codec.fPort",
    "KyE=, null, WRONG_TYPE, codec.fPort",
  })
  void refusesTheMessageWithTheCodecsReason(
      String bytes, String port, RefusalCode code, String path) throws Exception {
    MappingResult result = map(uplink(bytes, port), MAPPING);
    assertThat(result.observations()).isEmpty();
    Refusal refusal = result.refusals().get(0);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.path()).isEqualTo(path);
    assertThat(refusal.mappingId()).isEqualTo("climate");
  }

  @Test
  void refusesWhereThereIsNoSuchCodecOrFunction() throws Exception {
    String payload = uplink("KyE=", "2");
    assertThat(map(payload, MAPPING.replace("ct-100", "ct-200")).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.code().code()).isEqualTo("unknown-codec"))
        .satisfies(r -> assertThat(r.reason()).contains("ct-200"));
    assertThat(map(payload, MAPPING.replace("ct-100", "encoder")).refusals().get(0).code())
        .isEqualTo(RefusalCode.CODEC_MISSING_FUNCTION);
    assertThat(map("{\"dev_eui\": \"e\"}", MAPPING).refusals().get(0).code())
        .isEqualTo(RefusalCode.MISSING_FIELD);
  }

  @Test
  void runsACodecOnceForAMessageAndNotWhereNothingMatches() throws Exception {
    String other = MAPPING.replace("\"climate\"", "\"other\"");
    String elsewhere = MAPPING.replace("\"climate\"", "\"elsewhere\"").replace("lns", "plant");
    assertThat(map(uplink("KyE=", "2"), MAPPING, other, elsewhere).observations()).hasSize(2);
    assertThat(asked).containsExactly("ct-100");
  }

  @Test
  void oneThatFailsLeavesOtherMappingsAlone() throws Exception {
    String plain =
        """
        {"id": "plain", "objectType": "radio",
         "fields": {"port": {"expression": "payload.f_port", "type": "long"}}}""";
    MappingResult result = map(uplink("KyE=", "8"), MAPPING, plain);
    assertThat(result.observations()).extracting(Observation::getMappingId).containsOnly("plain");
    assertThat(result.refusals()).extracting(Refusal::mappingId).containsOnly("climate");
  }

  @Test
  void namesWhatIsWrongWithTheDeclaration() {
    String mapping =
        """
        {"id": "climate", "codec": {"id": "CT 100", "fPort": "payload.", "port": 1},
         "objectType": "sensor", "fields": {"t": {"expression": "decoded.t", "type": "double"}}}""";
    assertThat(problems(mapping))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("/codec/id", "/codec/bytes", "/codec/fPort", "/codec/port");
    String without =
        """
        {"id": "climate", "objectType": "sensor",
         "fields": {"t": {"expression": "decoded.t", "type": "double"}}}""";
    assertThat(problems(without)).extracting(Problem::path).containsExactly("/fields/t/expression");
    String when = MAPPING.replace("\"source\": \"lns\"", "\"when\": \"decoded.t > 1.0\"");
    assertThat(problems(when)).extracting(Problem::path).containsExactly("/match/when");
  }

  private static List<Problem> problems(String mapping) {
    return catchThrowableOfType(DefinitionException.class, () -> compile(mapping)).problems();
  }

  private MappingResult map(String payload, String... mappings) throws Exception {
    List<Mapping> compiled = new ArrayList<>();
    for (String mapping : mappings) {
      compiled.add(compile(mapping));
    }
    return new MappingSet(compiled, id -> null, Sources.none(), new PayloadFormats(), codecs)
        .map(message(payload));
  }

  private static Mapping compile(String mapping) throws DefinitionException {
    String id = mapping.replaceFirst("(?s).*?\"id\": \"([^\"]*)\".*", "$1");
    return new MappingCompiler()
        .compile(
            new Definition(
                "mapping", id, 1L, DefinitionState.ACTIVE, mapping, Instant.EPOCH, null));
  }

  private static String uplink(String bytes, String port) {
    return "{\"dev_eui\": \"eui-1\", \"f_port\": %s, \"frm_payload\": \"%s\"}"
        .formatted(port, bytes);
  }

  private static Message message(String payload) {
    return new Message(
        "device-1",
        "trace-1",
        "lns",
        "",
        Map.of(),
        payload.getBytes(StandardCharsets.UTF_8),
        new Origin("device-messages", 0, 7L, 0),
        Instant.parse("2026-11-21T08:00:00Z"));
  }
}
