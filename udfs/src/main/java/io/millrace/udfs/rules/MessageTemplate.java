package io.millrace.udfs.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with {@code {objectId}}, {@code {deviceId}}, {@code {key}} and property names in braces; a
 * property that the event lacks shows as "?".
 */
public record MessageTemplate(String template) {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");
  private static final Set<String> OWN = Set.of("objectId", "deviceId", "key");

  /**
   * The text for an alert.
   *
   * @param extra values that are no properties, such as aggregates; they come first
   */
  public String text(Event event, Key key, Map<String, ?> extra) {
    return PLACE
        .matcher(template)
        .replaceAll(m -> Matcher.quoteReplacement(value(event, key, extra, m.group(1))));
  }

  /** Properties that it shows. */
  Set<String> reads() {
    Set<String> names = new TreeSet<>();
    PLACE.matcher(template).results().forEach(m -> names.add(m.group(1)));
    names.removeAll(OWN);
    return names;
  }

  private static String value(Event event, Key key, Map<String, ?> extra, String name) {
    return switch (name) {
      case "objectId" -> key.by().isEmpty() ? event.objectId() : key.value();
      case "deviceId" -> event.deviceId();
      case "key" -> key.text();
      default -> {
        Object known = extra.get(name);
        yield text(known != null ? known : event.properties().get(name));
      }
    };
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "?";
    }
    return GeoPoints.isPoint(value) ? GeoPoints.text(value) : value.toString();
  }
}
