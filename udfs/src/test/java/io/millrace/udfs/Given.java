package io.millrace.udfs;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.mapping.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What tests start from, in the words of the field. */
public final class Given {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Given() {}

  public static Definition definition(String kind, String id, long version, String document) {
    return new Definition(kind, id, version, DefinitionState.ACTIVE, document, NOON, null);
  }

  public static Definition removed(String kind, String id, long version) {
    return new Definition(kind, id, version, DefinitionState.REMOVED, "{}", NOON, null);
  }

  public static Message message(String source, String payload) {
    return message(source, payload.getBytes(StandardCharsets.UTF_8));
  }

  public static Message message(String source, byte[] payload) {
    return new Message(
        "device-1",
        "trace-1",
        source,
        "application/json",
        Map.of("source", source),
        payload,
        new Origin("device-messages", 0, 7L, 0),
        NOON);
  }

  /** A machine's observation: offset and minute after noon tell them apart. */
  public static Observation observation(long offset, int minute, Map<String, ?> properties) {
    return Observation.newBuilder()
        .setId("observation-" + offset)
        .setTraceId("trace-" + offset)
        .setDeviceId("device-1")
        .setObjectType("machine")
        .setObjectId("m1")
        .setObservedAt(NOON.plusSeconds(60L * minute))
        .setReceivedAt(NOON.plusSeconds(60L * offset))
        .setProperties(new HashMap<>(properties))
        .setMappingId("plant-machine")
        .setMappingVersion(1)
        .setOrigin(new Origin("device-messages", 0, offset, 0))
        .build();
  }
}
