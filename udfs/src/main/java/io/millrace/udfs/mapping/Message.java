package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Origin;
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
    Instant receivedAt) {}
