package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.format.RawPayload;
import java.time.Instant;
import java.util.Map;

/**
 * A raw message that passed the checks.
 *
 * @param source who sent it, from the header of that name; empty if there is none
 * @param contentType media type, empty if there is none
 * @param origin where it stood
 * @param receivedAt when Kafka got it
 */
public record Message(
    String deviceId,
    String traceId,
    String source,
    String contentType,
    Map<String, String> headers,
    byte[] payload,
    Origin origin,
    Instant receivedAt) {
  private static final String EVENT_SOURCE = "ce_source";
  private static final String MQTT_TOPIC = "mqtt-topic";

  /** What is to be decoded. */
  RawPayload raw() {
    return new RawPayload(payload, contentType, headers, receivedAt, deviceId);
  }

  /** Who sent it: as {@link #source}, or where that is empty, the source of its CloudEvent. */
  String sender() {
    return source.isEmpty() ? headers.getOrDefault(EVENT_SOURCE, "") : source;
  }

  /** Where it was published: the MQTT topic that a bridge notes, else Kafka's. */
  String topic() {
    return headers.getOrDefault(MQTT_TOPIC, origin.getTopic());
  }

  /** The same message with these headers. */
  Message with(Map<String, String> decoded) {
    return decoded == headers
        ? this
        : new Message(deviceId, traceId, source, contentType, decoded, payload, origin, receivedAt);
  }
}
