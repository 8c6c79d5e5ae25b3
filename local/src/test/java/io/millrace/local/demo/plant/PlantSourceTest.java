package io.millrace.local.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.Outcome.Kind;
import io.millrace.local.demo.message.RunId;
import io.millrace.local.demo.message.SentLedger;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.mapping.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the plant sends is what it says it sends, judged by the code that the jobs run. */
class PlantSourceTest {
  private static final PlantSize SIZE = new PlantSize(100, 10, 7);
  private static final PlantClock CLOCK = new PlantClock(1_000_000, 110, 100_000, 30);

  private final List<DeviceMessage> sent = new ArrayList<>();
  private final SentLedger ledger = new SentLedger();
  private PlantSource source = source();

  private PlantSource source() {
    return new PlantSource(
        SIZE,
        CLOCK,
        RunId.startedAt(1),
        message -> {
          sent.add(message);
          ledger.enter(message);
        });
  }

  @BeforeEach
  void run() throws InterruptedException {
    source = source();
    source.run();
  }

  @Test
  void everyDeviceSendsOnceARound() {
    assertThat(ledger.observations()).isEqualTo(110 * 30);
    assertThat(ledger.duplicates()).isEqualTo(PlantSource.DUPLICATES);
    assertThat(ledger.deadLetters().values())
        .containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(ledger.total()).isEqualTo(sent.size());
  }

  @Test
  void onlyDuplicatesRepeatATraceIdAndTheyFollowTheirOriginal() {
    Map<String, DeviceMessage> originals = new HashMap<>();
    for (DeviceMessage message : sent) {
      DeviceMessage earlier = originals.putIfAbsent(message.traceId(), message);
      if (message.outcome().kind() == Kind.DUPLICATE) {
        assertThat(earlier).isNotNull();
        assertThat(message.deviceId()).isEqualTo(earlier.deviceId());
        assertThat(message.payload()).isEqualTo(earlier.payload());
      } else {
        assertThat(earlier).isNull();
      }
    }
  }

  @Test
  void theJobsMappingsTreatEachMessageAsItsOutcomeSays() throws Exception {
    MappingSet mappings = mappings();
    Set<String> seen = new HashSet<>();
    for (DeviceMessage message : sent) {
      byte[] payload = message.payload();
      String device = message.deviceId();
      if (payload == null) {
        assertThat(message.outcome().code()).isEqualTo("tombstone");
      } else if (device == null) {
        assertThat(message.outcome().code()).isEqualTo("missing-device-id");
      } else if (payload.length > 1 << 20) {
        assertThat(message.outcome().code()).isEqualTo("oversized");
      } else {
        seen.add(check(mappings.map(message(message, device, payload)), message));
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "",
            "not-utf-8",
            "malformed-json",
            "no-mapping",
            "wrong-type",
            "missing-field",
            "null-value",
            "bad-timestamp",
            "unknown-device");
  }

  @Test
  void theSamplesAreTheLastReadings() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> last = new HashMap<>();
    for (DeviceMessage message : sent) {
      if (message.outcome().kind() == Kind.OBSERVATION) {
        last.put(String.valueOf(message.deviceId()), json.readTree(message.payload()));
      }
    }
    assertThat(source.samples()).hasSize(20);
    source
        .samples()
        .forEach(
            (id, reading) ->
                assertThat(last.get(id).path("temperature").asDouble())
                    .isEqualTo(reading.temperature()));
  }

  private static String check(MappingResult result, DeviceMessage message) {
    if (message.outcome().kind() == Kind.DEAD_LETTER) {
      assertThat(result.observations()).isEmpty();
      assertThat(result.refusals()).hasSize(1);
      assertThat(result.refusals().get(0).code().code()).isEqualTo(message.outcome().code());
    } else {
      assertThat(result.refusals()).isEmpty();
      assertThat(result.observations()).hasSize(1);
      assertThat(result.observations().get(0).getObjectId()).isEqualTo(message.deviceId());
    }
    return message.outcome().code();
  }

  private static Message message(DeviceMessage message, String device, byte[] payload) {
    return new Message(
        device,
        message.traceId(),
        message.source(),
        "application/json",
        Map.of(),
        payload,
        new Origin("device-messages", 0, 0L, 0),
        Instant.EPOCH);
  }

  private static MappingSet mappings() throws Exception {
    List<Mapping> mappings = new ArrayList<>();
    for (String id : DemoDefinitions.MAPPINGS) {
      mappings.add(
          new MappingCompiler()
              .compile(
                  Definition.newBuilder()
                      .setKind("mapping")
                      .setId(id)
                      .setVersion(1)
                      .setState(DefinitionState.ACTIVE)
                      .setDocument(DemoDefinitions.mapping(id).toString())
                      .setPublishedAt(Instant.EPOCH)
                      .build()));
    }
    return new MappingSet(mappings, id -> null);
  }
}
