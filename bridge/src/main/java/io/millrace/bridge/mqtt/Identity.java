package io.millrace.bridge.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of a payload identifies a message, for publishers that cannot send a trace id: nothing; the
 * whole of it, where no two messages of a device are alike; or the values at JSON pointers, such as
 * a sequence number.
 */
record Identity(boolean whole, List<JsonPointer> pointers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final Identity NONE = new Identity(false, List.of());

  Identity {
    pointers = List.copyOf(pointers);
  }

  /** Reads {@code none}, {@code payload}, or pointers separated by commas. */
  static Identity of(String text) {
    return switch (text.strip()) {
      case "", "none" -> NONE;
      case "payload" -> new Identity(true, List.of());
      default ->
          new Identity(
              false,
              Arrays.stream(text.split(",")).map(String::strip).map(JsonPointer::compile).toList());
    };
  }

  /** As options write it. */
  String text() {
    return whole ? "payload" : String.join(",", pointers.stream().map(Object::toString).toList());
  }

  /**
   * The trace id of a payload; nothing where none was configured, or the payload lacks one of the
   * values.
   */
  Optional<String> traceId(String source, String device, byte[] payload) {
    if (whole) {
      return Optional.of(Fingerprint.of(source, device, payload));
    }
    if (pointers.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode document = JSON.readTree(payload);
      List<String> parts = new ArrayList<>(List.of(source, device));
      for (JsonPointer pointer : pointers) {
        JsonNode value = document.at(pointer);
        if (!value.isValueNode() || value.isNull()) {
          return Optional.empty();
        }
        parts.add(value.asText());
      }
      return Optional.of(Ids.derive(parts.toArray(String[]::new)));
    } catch (IOException e) {
      // Ingest says what is wrong with it.
      return Optional.empty();
    }
  }
}
