package io.millrace.udfs.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CloudEvent 1.0 in the JSON event format: the structured mode. */
final class StructuredEvent {
  private static final String DATA = "data";
  private static final String DATA_BASE64 = "data_base64";

  private final Map<?, ?> event;
  private final Map<String, String> attributes;

  private StructuredEvent(Map<?, ?> event, Map<String, String> attributes) {
    this.event = event;
    this.attributes = attributes;
  }

  static StructuredEvent of(@Nullable Object value) throws RefusedException {
    if (!(value instanceof Map<?, ?> event)) {
      throw CloudEventHeaders.refused("", "A CloudEvent must be a JSON object");
    }
    if (event.get(DATA) != null && event.get(DATA_BASE64) != null) {
      throw CloudEventHeaders.refused("/data", "Both data and data_base64 are there");
    }
    if (!"1.0".equals(event.get("specversion"))) {
      throw CloudEventHeaders.refused(
          "/specversion", "Version " + event.get("specversion") + " is not \"1.0\"");
    }
    for (String required : new String[] {"id", "source", "type"}) {
      if (!(event.get(required) instanceof String text) || text.isEmpty()) {
        throw CloudEventHeaders.refused("/" + required, "Must be a text that is not empty");
      }
    }
    return new StructuredEvent(event, attributes(event));
  }

  private static Map<String, String> attributes(Map<?, ?> event) throws RefusedException {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<?, ?> entry : event.entrySet()) {
      Object value = entry.getValue();
      String name = String.valueOf(entry.getKey());
      if (value == null || name.equals(DATA) || name.equals(DATA_BASE64)) {
        continue;
      }
      if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
        throw CloudEventHeaders.refused(
            "/" + name, "An attribute must be a text, a whole number or a boolean");
      }
      attributes.put(name, value.toString());
    }
    return attributes;
  }

  /** The media type of the data, empty if there is none. */
  String contentType() {
    return attributes.getOrDefault("datacontenttype", "");
  }

  /** The data where it is JSON, else null. */
  @Nullable Object data() {
    return event.get(DATA);
  }

  /**
   * The data's bytes where they are in another format than the event, else null: {@code
   * data_base64} always, {@code data} where it is a text of another format than JSON.
   */
  byte @Nullable [] bytes(PayloadFormat format) throws RefusedException {
    Object packed = event.get(DATA_BASE64);
    if (packed != null) {
      return base64(packed);
    }
    boolean json = format == PayloadFormat.JSON || format == PayloadFormat.SENML_JSON;
    return !json && data() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
  }

  /** The message's headers with the attributes beside them, as binary mode has them. */
  Map<String, String> headers(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    attributes.forEach((name, value) -> all.put(CloudEventHeaders.PREFIX + name, value));
    return all;
  }

  private static byte[] base64(Object packed) throws RefusedException {
    if (packed instanceof String text) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw CloudEventHeaders.refused("/data_base64", "No base64: " + e.getMessage());
      }
    }
    throw CloudEventHeaders.refused("/data_base64", "Must be a text");
  }
}
