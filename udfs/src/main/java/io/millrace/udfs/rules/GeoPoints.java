package io.millrace.udfs.rules;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.udfs.shape.ShapedMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between geo points as observations have them and the maps that expressions see. */
final class GeoPoints {
  private static final String LAT = "lat";
  private static final String LON = "lon";

  private GeoPoints() {}

  /** The same map where it holds no point. */
  static Map<String, @Nullable Object> asMaps(Map<String, @Nullable Object> properties) {
    if (properties instanceof ShapedMap shaped && !hasPoint(shaped)) {
      return properties;
    }
    Map<String, @Nullable Object> plain = properties;
    for (Map.Entry<String, @Nullable Object> entry : properties.entrySet()) {
      if (entry.getValue() instanceof GeoPoint point) {
        plain = plain == properties ? new HashMap<>(properties) : plain;
        plain.put(entry.getKey(), Map.of(LAT, point.getLat(), LON, point.getLon()));
      }
    }
    return plain;
  }

  /** Without an iterator: this is asked of every observation. */
  private static boolean hasPoint(ShapedMap map) {
    for (int i = 0; i < map.shape().size(); i++) {
      if (map.value(i) instanceof GeoPoint) {
        return true;
      }
    }
    return false;
  }

  static boolean isPoint(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && map.size() == 2
        && map.get(LAT) instanceof Double
        && map.get(LON) instanceof Double;
  }

  static String text(Object point) {
    Map<?, ?> map = (Map<?, ?>) point;
    return map.get(LAT) + ", " + map.get(LON);
  }

  /** As Avro has it: a point for the map of one, all else unchanged. */
  static @Nullable Object asAvro(@Nullable Object value) {
    if (value instanceof Map<?, ?> map
        && map.size() == 2
        && map.get(LAT) instanceof Double lat
        && map.get(LON) instanceof Double lon) {
      return new GeoPoint(lat, lon);
    }
    return value;
  }
}
