package io.millrace.service.deadletter;

import io.millrace.schemas.ReplayHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The record by which a letter's message comes again: as it was, with the replay's headers. */
final class ReplayMessage {
  private static final String TRACE_ID = "trace-id";

  private ReplayMessage() {}

  /**
   * @param body as its topic has it
   * @param mapping the only mapping to be applied; null for the one that refused it, or all where
   *     it was none
   */
  static ProducerRecord<byte[], byte[]> of(
      LetterView letter, Original original, byte @Nullable [] body, @Nullable String mapping) {
    Map<String, byte[]> headers = new TreeMap<>(original.headers());
    headers.keySet().removeAll(ReplayHeaders.ALL);
    // Explicit also where it was derived: the replay stands elsewhere and would derive another.
    put(headers, TRACE_ID, Objects.requireNonNull(letter.traceId(), "checked before"));
    put(headers, ReplayHeaders.DEAD_LETTER, letter.letter().id());
    put(headers, ReplayHeaders.ROOT, letter.id());
    put(headers, ReplayHeaders.ATTEMPT, Integer.toString(letter.attempt() + 1));
    put(
        headers,
        ReplayHeaders.ORIGIN,
        letter.topic() + "/" + letter.partition() + "/" + letter.offset());
    put(headers, ReplayHeaders.CODE, letter.code());
    Instant receivedAt = Objects.requireNonNull(letter.receivedAt(), "checked before");
    put(headers, ReplayHeaders.RECEIVED_AT, Long.toString(receivedAt.toEpochMilli()));
    String only = mapping == null ? letter.definitionId() : mapping;
    if (only != null) {
      put(headers, ReplayHeaders.MAPPING, only);
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(letter.topic(), original.key(), body);
    headers.forEach((name, value) -> record.headers().add(name, value));
    return record;
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
