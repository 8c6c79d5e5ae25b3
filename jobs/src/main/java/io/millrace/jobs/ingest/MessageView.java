package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.deadletter.Replay;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.mapping.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checked message as mappings see it. */
final class MessageView {
  private static final String SOURCE = "source";
  private static final String CONTENT_TYPE = "content-type";

  private MessageView() {}

  /**
   * @param replay what it replays, null for an ordinary message
   */
  static Message of(CheckedMessage checked, @Nullable Replay replay) {
    RawMessage raw = checked.message();
    Map<String, String> headers = texts(raw);
    byte[] value = raw.value();
    return new Message(
        checked.deviceId(),
        checked.traceId(),
        headers.getOrDefault(SOURCE, ""),
        headers.getOrDefault(CONTENT_TYPE, ""),
        headers,
        value == null ? new byte[0] : value,
        new Origin(raw.topic(), raw.partition(), raw.offset(), 0),
        receivedAt(raw, replay));
  }

  /** A replay's is its original's. */
  private static Instant receivedAt(RawMessage raw, @Nullable Replay replay) {
    Instant original = replay == null ? null : replay.receivedAt();
    return original == null ? Instant.ofEpochMilli(raw.timestamp()) : original;
  }

  private static Map<String, String> texts(RawMessage raw) {
    Map<String, String> texts = new HashMap<>();
    raw.headers()
        .forEach(
            (name, value) -> {
              if (value != null) {
                texts.put(name, new String(value, StandardCharsets.UTF_8));
              }
            });
    return texts;
  }
}
