package io.millrace.jobs;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.kafka.Unreadable;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tests start from, in the words of the field. */
public final class Given {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  public static final String OVERHEAT = "temperature > 90.0";

  private Given() {}

  /** A device message; its offset stands for its place in the topic. */
  public static RawMessage message(long offset, String device, String payload) {
    return message(offset, bytes(device), bytes(payload), Map.of("source", "plant"));
  }

  public static RawMessage message(
      long offset, byte[] key, byte[] value, Map<String, String> headers) {
    Map<String, byte[]> raw = new HashMap<>();
    headers.forEach((name, text) -> raw.put(name, bytes(text)));
    return new RawMessage("device-messages", 0, offset, NOON.toEpochMilli(), key, value, raw);
  }

  public static RawMessage traced(long offset, String device, String payload, String trace) {
    return message(
        offset, bytes(device), bytes(payload), Map.of("source", "plant", "trace-id", trace));
  }

  public static Observation hot(long offset) {
    return observation(offset, "m1", 95.0);
  }

  public static Observation cool(long offset) {
    return observation(offset, "m1", 20.0);
  }

  public static Observation observation(long offset, String machine, double temperature) {
    return Observation.newBuilder()
        .setId("observation-" + offset)
        .setTraceId("trace-" + offset)
        .setDeviceId("device-" + machine)
        .setObjectType("machine")
        .setObjectId(machine)
        .setObservedAt(NOON.plusSeconds(offset))
        .setReceivedAt(NOON.plusSeconds(offset))
        .setProperties(new HashMap<>(Map.of("temperature", temperature)))
        .setMappingId("plant-machine")
        .setMappingVersion(1)
        .setOrigin(new Origin("device-messages", 0, offset, 0))
        .build();
  }

  public static <T> Decoded<T> decoded(T value, long offset) {
    return new Decoded<>("internal", 0, offset, value, null);
  }

  public static <T> Decoded<T> unreadable(long offset) {
    RawMessage message = new RawMessage("internal", 0, offset, 0, bytes("k"), bytes("?"), Map.of());
    return new Decoded<>(
        "internal", 0, offset, null, new Unreadable(message, "malformed-record", "no magic byte"));
  }

  public static ControlRecord rule(long offset, long version, String condition) {
    String document =
        """
        {"id": "overheat", "kind": "threshold", "objectType": "machine",
         "condition": "%s", "severity": "critical", "message": "{objectId} is hot"}"""
            .formatted(condition);
    return control(ControlTopic.RULES, offset, "overheat", version, document);
  }

  public static ControlRecord mapping(long offset, long version, String expression) {
    return mapping(offset, version, expression, "plant-machine");
  }

  public static ControlRecord mapping(long offset, long version, String expression, String id) {
    String document =
        """
        {"id": "%s", "match": {"source": "plant"}, "objectType": "machine",
         "unknownDevices": "accept",
         "fields": {"temperature": {"expression": "%s", "type": "double", "required": true}}}"""
            .formatted(id, expression);
    return control(ControlTopic.MAPPINGS, offset, id, version, document);
  }

  /** What is known of a sender: these fields. */
  public static ControlRecord source(long offset, long version, String id, String fields) {
    String document = "{\"id\": \"%s\", %s}".formatted(id, fields);
    return control(ControlTopic.SOURCES, offset, id, version, document);
  }

  public static ControlRecord device(long offset, String id, String state) {
    String document =
        "{\"id\": \"%s\", \"type\": \"pump\", \"state\": \"%s\"}".formatted(id, state);
    return control(ControlTopic.DEVICES, offset, id, 1, document);
  }

  public static ControlRecord control(
      ControlTopic topic, long offset, String id, long version, String document) {
    Definition definition =
        new Definition(topic.kind(), id, version, DefinitionState.ACTIVE, document, NOON, null);
    return new ControlRecord(topic.topic(), 0, offset, 0, id, definition, null);
  }

  public static ControlRecord paused(ControlTopic topic, long offset, String id, long version) {
    Definition definition =
        new Definition(topic.kind(), id, version, DefinitionState.PAUSED, "{}", NOON, null);
    return new ControlRecord(topic.topic(), 0, offset, 0, id, definition, null);
  }

  public static ControlRecord tombstone(ControlTopic topic, long offset, String id) {
    return new ControlRecord(topic.topic(), 0, offset, 0, id, null, null);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An event of a machine whose temperature is its number. */
  public static ObjectEvent event(String machine, long seq) {
    return ObjectEvent.newBuilder()
        .setEventId(machine + "-" + seq)
        .setObjectType("machine")
        .setObjectId(machine)
        .setSeq(seq)
        .setKind(seq == 1 ? ObjectEventKind.CREATED : ObjectEventKind.CHANGED)
        .setOccurredAt(NOON)
        .setRecordedAt(NOON)
        .setActor("device:" + machine)
        .setCause(EventCause.newBuilder().build())
        .setProperties(Map.of("temperature", (double) seq))
        .setChanged(List.of("temperature"))
        .setCreatedAt(NOON)
        .build();
  }
}
