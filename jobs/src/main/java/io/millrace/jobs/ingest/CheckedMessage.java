package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.kafka.RawMessage;

/**
 * A message that can be mapped, as far as can be told without reading its payload.
 *
 * @param message whole, for dead letters
 * @param traceGiven whether the message brought its trace id; one that was derived from its place
 *     cannot come twice
 */
public record CheckedMessage(
    RawMessage message, String deviceId, String traceId, boolean traceGiven) {}
