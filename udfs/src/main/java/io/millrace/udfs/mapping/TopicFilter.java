package io.millrace.udfs.mapping;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic filter as MQTT has it (5.0, section 4.7): levels are split by {@code /}, {@code +} stands
 * for one level, {@code #} at the end for all that follow, none included.
 */
final class TopicFilter {
  private static final Pattern LEVEL = Pattern.compile("/");
  private final String text;
  private final List<String> levels;
  private final boolean literal;

  private TopicFilter(String text) {
    this.text = text;
    this.levels = levels(text);
    this.literal = text.indexOf('+') < 0 && text.indexOf('#') < 0;
  }

  /** The filter, or null where the text is none. */
  static @Nullable TopicFilter parse(String text) {
    TopicFilter filter = new TopicFilter(text);
    for (int i = 0; i < filter.levels.size(); i++) {
      String level = filter.levels.get(i);
      boolean last = i == filter.levels.size() - 1;
      boolean wild = level.indexOf('+') >= 0 || level.indexOf('#') >= 0;
      if (wild && level.length() > 1 || level.equals("#") && !last) {
        return null;
      }
    }
    return filter;
  }

  boolean matches(String topic) {
    if (literal) {
      return text.equals(topic);
    }
    List<String> found = levels(topic);
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      if (level.equals("#")) {
        return true;
      }
      if (i == found.size() || !level.equals("+") && !level.equals(found.get(i))) {
        return false;
      }
    }
    return found.size() == levels.size();
  }

  private static List<String> levels(String topic) {
    return List.of(LEVEL.split(topic, -1));
  }
}
