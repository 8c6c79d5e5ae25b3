package io.millrace.jobs.runtime.kafka;

/**
 * A record of an internal topic that no schema reads.
 *
 * @param code stable: {@code tombstone}, {@code malformed-record}, {@code unknown-schema-id}
 * @param reason for people
 */
public record Unreadable(RawMessage message, String code, String reason) {}
