package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.expression.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a test expects of an observation; null stands for anything.
 *
 * @param observedAt ISO-8601 text or epoch milliseconds
 * @param properties all of them as plain values; numbers are compared by value
 */
record ExpectedObservation(
    @Nullable String objectType,
    @Nullable String objectId,
    @Nullable String deviceId,
    @Nullable Object observedAt,
    @Nullable Map<String, @Nullable Object> properties) {

  /** How the observation differs, for people; empty if it does not. */
  List<String> differences(Observation observation) {
    List<String> differences = new ArrayList<>();
    differ(differences, "objectType", objectType, observation.getObjectType());
    differ(differences, "objectId", objectId, observation.getObjectId());
    differ(differences, "deviceId", deviceId, observation.getDeviceId());
    Object time = observedAt == null ? null : Casts.toInstant(observedAt);
    differ(differences, "observedAt", time, observation.getObservedAt());
    if (properties != null) {
      properties(differences, properties, observation.getProperties());
    }
    return differences;
  }

  private static void properties(
      List<String> differences,
      Map<String, @Nullable Object> expected,
      Map<String, Object> properties) {
    Map<String, Object> found = new TreeMap<>();
    properties.forEach((name, value) -> found.put(name, plain(value)));
    for (String name : new TreeSet<>(expected.keySet())) {
      if (!found.containsKey(name)) {
        differences.add("there is no '" + name + "'");
      } else {
        differ(differences, name, expected.get(name), found.get(name));
      }
    }
    found.keySet().removeAll(expected.keySet());
    found.forEach((name, value) -> differences.add("'" + name + "' " + value + " is not expected"));
  }

  private static void differ(
      List<String> differences, String name, @Nullable Object expected, @Nullable Object found) {
    if (expected != null && !Comparison.equal(expected, found)) {
      differences.add("'" + name + "' is " + found + ", not " + expected);
    }
  }

  private static Object plain(Object value) {
    return value instanceof GeoPoint point
        ? new TreeMap<>(Map.of("lat", point.getLat(), "lon", point.getLon()))
        : value;
  }
}
