package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.GeoPoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads places on Earth in the forms that devices send. */
public final class GeoPointCast {
  private static final List<String> LATITUDE = List.of("lat", "latitude", "lat");
  private static final List<String> LONGITUDE = List.of("lon", "longitude", "lng");

  private GeoPointCast() {}

  /**
   * The place, or null where this is none: an object with {@code lat} and {@code lon} (other keys
   * may stand beside them), a GeoJSON Point (RFC 7946), or its coordinates {@code [lon, lat]}.
   */
  public static @Nullable GeoPoint of(Object value) {
    if (value instanceof GeoPoint point) {
      return point;
    }
    if (value instanceof List<?> coordinates) {
      return ofList(coordinates);
    }
    return value instanceof Map<?, ?> map ? ofMap(map) : null;
  }

  private static @Nullable GeoPoint ofMap(Map<?, ?> map) {
    if ("Point".equals(map.get("type")) && map.get("coordinates") instanceof List<?> coordinates) {
      return ofList(coordinates);
    }
    for (int i = 0; i < LATITUDE.size(); i++) {
      Object lat = map.get(LATITUDE.get(i));
      Object lon = map.get(LONGITUDE.get(i));
      if (lat != null && lon != null) {
        return ofDegrees(lat, lon);
      }
    }
    return null;
  }

  /** A third coordinate, the altitude, would be lost: so it is refused. */
  private static @Nullable GeoPoint ofList(List<?> coordinates) {
    if (coordinates.size() != 2) {
      return null;
    }
    Object lon = coordinates.get(0);
    Object lat = coordinates.get(1);
    return lat == null || lon == null ? null : ofDegrees(lat, lon);
  }

  private static @Nullable GeoPoint ofDegrees(Object lat, Object lon) {
    Double north = Casts.toDouble(lat);
    Double east = Casts.toDouble(lon);
    boolean onEarth =
        north != null && east != null && Math.abs(north) <= 90 && Math.abs(east) <= 180;
    return onEarth ? new GeoPoint(north, east) : null;
  }
}
