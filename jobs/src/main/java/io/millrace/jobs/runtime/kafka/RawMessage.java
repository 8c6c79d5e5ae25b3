package io.millrace.jobs.runtime.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it stands in its topic.
 *
 * @param timestamp when Kafka or its producer stamped it, epoch milliseconds
 * @param value null for a tombstone
 * @param headers of equal names the last one counts, as Kafka has it; a value may be null
 */
public record RawMessage(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte @Nullable []> headers) {}
