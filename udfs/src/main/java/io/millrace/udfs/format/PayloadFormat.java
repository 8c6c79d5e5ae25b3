package io.millrace.udfs.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats that are read, with the media types that name them. */
public enum PayloadFormat {
  JSON,
  CBOR,
  MESSAGEPACK,
  CSV,
  /** The whole payload as one text. */
  TEXT,
  /** The whole payload as one number, written as in JSON. */
  NUMBER,
  /** The whole payload as base64 text. */
  BYTES,
  SENML_JSON,
  SENML_CBOR,
  /** CloudEvents in structured mode; binary mode is known by its headers. */
  CLOUDEVENTS_JSON,
  /** Avro in Confluent's wire format, of a schema that is registered. */
  AVRO,
  /** Sparkplug B, which MQTT topics {@code spBv1.0/…} carry. */
  SPARKPLUG_B;

  private static final Map<String, PayloadFormat> BY_MEDIA_TYPE =
      Map.ofEntries(
          Map.entry("application/json", JSON),
          Map.entry("text/json", JSON),
          Map.entry("application/cbor", CBOR),
          Map.entry("application/msgpack", MESSAGEPACK),
          Map.entry("application/x-msgpack", MESSAGEPACK),
          Map.entry("application/vnd.msgpack", MESSAGEPACK),
          Map.entry("text/csv", CSV),
          Map.entry("text/plain", TEXT),
          Map.entry("application/octet-stream", BYTES),
          Map.entry("application/avro", AVRO),
          Map.entry("avro/binary", AVRO),
          Map.entry("application/senml+json", SENML_JSON),
          Map.entry("application/sensml+json", SENML_JSON),
          Map.entry("application/senml+cbor", SENML_CBOR),
          Map.entry("application/sensml+cbor", SENML_CBOR),
          Map.entry("application/vnd.sparkplug.b", SPARKPLUG_B),
          Map.entry("application/cloudevents+json", CLOUDEVENTS_JSON));

  /** The name in documents, for instance {@code senml-json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names in documents. */
  public static List<String> words() {
    return Arrays.stream(values()).map(PayloadFormat::word).toList();
  }

  /** The format of this name, or null where there is none. */
  public static @Nullable PayloadFormat named(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  /**
   * The format that a content type names, or null where nothing here reads it. Parameters are
   * ignored: JSON is UTF-8 by definition, and other texts must be too.
   */
  static @Nullable PayloadFormat of(String contentType) {
    int parameters = contentType.indexOf(';');
    String named = parameters < 0 ? contentType : contentType.substring(0, parameters);
    String type = named.strip().toLowerCase(Locale.ROOT);
    PayloadFormat known = BY_MEDIA_TYPE.get(type);
    // Batches of events and their other encodings are no plain JSON.
    if (known != null || type.startsWith("application/cloudevents")) {
      return known;
    }
    if (type.endsWith("+json")) {
      return JSON;
    }
    return type.endsWith("+cbor") ? CBOR : null;
  }

  /** Whether this says more about a payload than the other, general one does. */
  boolean refines(PayloadFormat general) {
    return switch (general) {
      case JSON -> this == SENML_JSON || this == CLOUDEVENTS_JSON;
      case CBOR -> this == SENML_CBOR;
      case TEXT -> this == NUMBER || this == CSV;
      case BYTES -> true;
      case MESSAGEPACK, CSV, NUMBER, SENML_JSON, SENML_CBOR, CLOUDEVENTS_JSON, AVRO, SPARKPLUG_B ->
          false;
    };
  }
}
