package io.millrace.udfs.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.millrace.schemas.avro.GeoPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Property values as JSON: geo points are {@code {"lat", "lon"}}, all else is as in JSON. */
public final class PropertyJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PropertyJson() {}

  /** All properties, in the order of their names. */
  public static ObjectNode of(Map<String, ?> properties) {
    try (TokenBuffer tokens = new TokenBuffer(JSON, false)) {
      write(tokens, properties);
      return JSON.readTree(tokens.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be read", e);
    }
  }

  /** Writes all properties, in the order of their names. */
  static void write(JsonGenerator json, Map<?, ?> properties) throws IOException {
    json.writeStartObject();
    Map.Entry<?, ?>[] entries = properties.entrySet().toArray(Map.Entry<?, ?>[]::new);
    // Cheaper than a sorted copy of the map.
    Arrays.sort(entries, (a, b) -> name(a).compareTo(name(b)));
    for (Map.Entry<?, ?> entry : entries) {
      json.writeFieldName(name(entry));
      value(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static String name(Map.Entry<?, ?> entry) {
    return String.valueOf(entry.getKey());
  }

  private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof GeoPoint point) {
      json.writeStartObject();
      json.writeNumberField("lat", point.getLat());
      json.writeNumberField("lon", point.getLon());
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      write(json, map);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}
