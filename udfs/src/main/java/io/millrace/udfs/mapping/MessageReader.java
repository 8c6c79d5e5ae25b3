package io.millrace.udfs.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that stand in a document, to be tried.
 *
 * <pre>{@code
 * {"device": "pump-7",                       // the message's key; default: device
 *  "headers": {"source": "pumps"},
 *  "contentType": "application/json",        // default: the header of that name
 *  "receivedAt": "2026-01-01T12:00:00Z",     // or epoch milliseconds; default: now
 *  "payload": {"bar": 8}}                    // any JSON; or payloadText, or payloadBase64
 * }</pre>
 */
public final class MessageReader {
  private static final String CONTENT_TYPE = "content-type";
  private static final String JSON = "application/json";
  private static final List<String> PAYLOADS = List.of("payload", "payloadText", "payloadBase64");
  private static final Set<String> KNOWN =
      Set.of(
          "device",
          "headers",
          "contentType",
          "receivedAt",
          "payload",
          "payloadText",
          "payloadBase64");

  private final @Nullable String source;
  private final Instant now;

  /**
   * @param source what messages come from that name no source, null for nothing
   * @param now when messages came that do not say so
   */
  public MessageReader(@Nullable String source, Instant now) {
    this.source = source;
    this.now = now;
  }

  /**
   * The message; whatever is wrong with it is noted.
   *
   * @param number its place, which becomes its offset
   */
  public Message read(DocumentReader reader, long number) {
    reader.only(KNOWN);
    Map<String, String> headers = new HashMap<>(reader.object("headers").texts());
    if (source != null) {
      headers.putIfAbsent("source", source);
    }
    String type = reader.textOrNull("contentType");
    if (type != null) {
      headers.put(CONTENT_TYPE, type);
    } else if (reader.has("payload")) {
      headers.putIfAbsent(CONTENT_TYPE, JSON);
    }
    String device = reader.textOrNull("device");
    return new Message(
        device == null ? "device" : device,
        "message-" + number,
        headers.getOrDefault("source", ""),
        headers.getOrDefault(CONTENT_TYPE, ""),
        headers,
        payload(reader),
        new Origin("device-messages", 0, number, 0),
        receivedAt(reader));
  }

  private Instant receivedAt(DocumentReader reader) {
    Object value = reader.value("receivedAt");
    Instant instant = value == null ? now : Casts.toInstant(value);
    if (instant == null) {
      reader.problem("receivedAt", "Must be epoch milliseconds or ISO-8601 with offset");
    }
    return instant == null ? now : instant;
  }

  private static byte[] payload(DocumentReader reader) {
    if (PAYLOADS.stream().filter(reader::has).count() != 1) {
      reader.problem("", "Needs one of " + String.join(", ", PAYLOADS));
      return new byte[0];
    }
    JsonNode json = reader.node("payload");
    if (json != null) {
      return json.toString().getBytes(StandardCharsets.UTF_8);
    }
    boolean base64 = reader.has("payloadBase64");
    String field = base64 ? "payloadBase64" : "payloadText";
    if (!(reader.value(field) instanceof String text)) {
      reader.problem(field, "Must be a text");
      return new byte[0];
    }
    try {
      return base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      reader.problem(field, "Is no base64: " + e.getMessage());
      return new byte[0];
    }
  }
}
