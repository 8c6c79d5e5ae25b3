package io.millrace.local.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a recorded payload says of itself: its device by the field {@code device}, {@code deviceId}
 * or {@code id}, its time by {@code ts}, {@code time} or {@code timestamp} (epoch milliseconds or
 * ISO-8601 with offset).
 */
final class PayloadNames {
  private static final List<String> DEVICE = List.of("device", "deviceId", "id");
  private static final List<String> TIME = List.of("ts", "time", "timestamp");

  private PayloadNames() {}

  /** The device, or this name if the payload names none. */
  static String device(JsonNode payload, String otherwise) {
    for (String field : DEVICE) {
      JsonNode value = payload.path(field);
      if (value.isValueNode() && !value.asText().isBlank()) {
        return value.asText();
      }
    }
    return otherwise;
  }

  /** Epoch milliseconds; empty if the payload does not say or not in a way that is known here. */
  static OptionalLong millis(JsonNode payload) {
    for (String field : TIME) {
      JsonNode value = payload.path(field);
      if (value.isIntegralNumber()) {
        return OptionalLong.of(value.longValue());
      }
      if (value.isTextual()) {
        return iso(value.textValue());
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong iso(String text) {
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
