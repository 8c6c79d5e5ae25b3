package io.millrace.udfs.rules;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {objectId}}, {@code {deviceId}} and property names in braces; a property that
 * the observation lacks shows as "?".
 */
record MessageTemplate(String template) {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

  String text(Observation observation) {
    return PLACE
        .matcher(template)
        .replaceAll(m -> Matcher.quoteReplacement(value(observation, m.group(1))));
  }

  private static String value(Observation observation, String name) {
    return switch (name) {
      case "objectId" -> observation.getObjectId();
      case "deviceId" -> observation.getDeviceId();
      default -> {
        Object value = observation.getProperties().get(name);
        yield value == null ? "?" : text(value);
      }
    };
  }

  private static String text(Object value) {
    return value instanceof GeoPoint point
        ? point.getLat() + ", " + point.getLon()
        : value.toString();
  }
}
