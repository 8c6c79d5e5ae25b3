package io.millrace.udfs.backtest.input;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.DocumentReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads observations from JSON.
 *
 * <pre>{@code
 * {"observedAt": "2026-01-31T12:00:00Z",       // or epoch milliseconds
 *  "properties": {"temperature": 81.5},        // whole numbers are longs, others doubles
 *  "objectType": "machine",                    // default: that of the rules
 *  "objectId": "press-4",                      // default: deviceId
 *  "deviceId": "sensor-9",                     // default: objectId
 *  "receivedAt": "2026-01-31T12:00:01Z",       // default: observedAt
 *  "id": "…", "traceId": "…"}                  // default: derived
 * }</pre>
 */
public final class ObservationReader {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "traceId",
          "deviceId",
          "objectType",
          "objectId",
          "observedAt",
          "receivedAt",
          "properties");

  private final Defaults defaults;

  public ObservationReader(Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * The observation; whatever is wrong with it is noted in the reader.
   *
   * @param number its place among all, from 0
   */
  public Observation read(DocumentReader reader, long number) {
    reader.only(KNOWN);
    String type = or(reader.textOrNull("objectType"), defaults.objectType());
    String device = reader.textOrNull("deviceId");
    String object = or(reader.textOrNull("objectId"), or(device, defaults.objectId()));
    Instant observedAt = time(reader, "observedAt");
    if (observedAt == null && reader.value("observedAt") == null) {
      reader.problem("observedAt", "Is required");
    }
    Instant at = observedAt == null ? Instant.EPOCH : observedAt;
    Instant received = time(reader, "receivedAt");
    if (!reader.has("properties")) {
      reader.problem("properties", "Is required");
    }
    Observation observation =
        defaults.observation(
            type,
            object,
            or(device, object),
            at,
            received == null ? at : received,
            properties(reader.object("properties")),
            number);
    observation.setId(or(reader.textOrNull("id"), observation.getId()));
    observation.setTraceId(or(reader.textOrNull("traceId"), observation.getTraceId()));
    return observation;
  }

  private static Map<String, Object> properties(DocumentReader reader) {
    Map<String, Object> properties = new HashMap<>();
    reader
        .values()
        .forEach(
            (name, value) -> {
              if (value != null) {
                properties.put(name, property(value));
              }
            });
    return properties;
  }

  /** As in the index, an object of exactly these two numbers is a place. */
  private static Object property(Object value) {
    if (value instanceof Map<?, ?> map
        && map.size() == 2
        && map.get("lat") instanceof Number lat
        && map.get("lon") instanceof Number lon) {
      return new GeoPoint(lat.doubleValue(), lon.doubleValue());
    }
    return value;
  }

  private static @Nullable Instant time(DocumentReader reader, String field) {
    Object value = reader.value(field);
    if (value == null) {
      return null;
    }
    try {
      return Times.of(value.toString());
    } catch (IllegalArgumentException e) {
      reader.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
