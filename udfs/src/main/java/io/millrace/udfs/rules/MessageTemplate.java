package io.millrace.udfs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with {@code {objectId}}, {@code {deviceId}}, {@code {key}} and property names in braces; a
 * property that the event lacks shows as "?". Taken apart once, for each alert is told by it.
 */
public final class MessageTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");
  private static final Set<String> OWN = Set.of("objectId", "deviceId", "key");

  private final String template;

  /** What stands before each name; and behind the last. */
  private final List<String> between = new ArrayList<>();

  private final List<String> names = new ArrayList<>();

  public MessageTemplate(String template) {
    this.template = template;
    Matcher place = PLACE.matcher(template);
    int end = 0;
    while (place.find()) {
      between.add(template.substring(end, place.start()));
      names.add(place.group(1));
      end = place.end();
    }
    between.add(template.substring(end));
  }

  public String template() {
    return template;
  }

  /**
   * The text for an alert.
   *
   * @param extra values that are no properties, such as aggregates; they come first
   */
  public String text(Event event, Key key, Map<String, ?> extra) {
    if (names.isEmpty()) {
      return template;
    }
    StringBuilder text = new StringBuilder(template.length() + 32);
    for (int i = 0; i < names.size(); i++) {
      text.append(between.get(i)).append(value(event, key, extra, names.get(i)));
    }
    return text.append(between.get(names.size())).toString();
  }

  /** Properties that it shows. */
  Set<String> reads() {
    Set<String> reads = new TreeSet<>(names);
    reads.removeAll(OWN);
    return reads;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageTemplate of && template.equals(of.template);
  }

  @Override
  public int hashCode() {
    return template.hashCode();
  }

  @Override
  public String toString() {
    return template;
  }
}
