package io.millrace.bridge.mqtt;

import java.util.List;

/**
 * An MQTT topic filter.
 *
 * @param text as it is sent to the broker; may begin with {@code $share/GROUP/}
 * @param levels without the share
 */
record TopicFilter(String text, List<String> levels) {
  private static final String SHARE = "$share/";
  private static final int MAX_BYTES = 65_535;

  TopicFilter {
    levels = List.copyOf(levels);
  }

  /** Reads a filter; refuses, with the reason, what is none (MQTT 5, section 4.7). */
  static TopicFilter of(String text) {
    String plain = text.startsWith(SHARE) ? afterGroup(text) : text;
    List<String> levels = List.of(plain.split("/", -1));
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean hash = level.equals("#") && i == levels.size() - 1;
      if (!hash && !level.equals("+") && (level.contains("#") || level.contains("+"))) {
        throw new IllegalArgumentException("'" + level + "' cannot be a level of a topic filter");
      }
    }
    if (plain.isEmpty() || text.length() > MAX_BYTES || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a topic filter must not be empty");
    }
    return new TopicFilter(text, levels);
  }

  private static String afterGroup(String text) {
    int end = text.indexOf('/', SHARE.length());
    if (end <= SHARE.length()) {
      throw new IllegalArgumentException("a shared subscription is $share/GROUP/FILTER");
    }
    return text.substring(end + 1);
  }

  /** Whether its messages are divided among those who share it. */
  boolean isShared() {
    return text.startsWith(SHARE);
  }

  /** Whether a topic is among those that this names. */
  boolean matches(String topic) {
    return overlaps(List.of(topic.split("/", -1)), topic.startsWith("$"));
  }

  /** Whether there can be a topic that both name. */
  boolean overlaps(TopicFilter other) {
    return overlaps(other.levels, false);
  }

  private boolean overlaps(List<String> others, boolean system) {
    if (system && (levels.get(0).equals("#") || levels.get(0).equals("+"))) {
      return false;
    }
    int shorter = Math.min(levels.size(), others.size());
    for (int i = 0; i < shorter; i++) {
      String a = levels.get(i);
      String b = others.get(i);
      if (a.equals("#") || b.equals("#")) {
        return true;
      }
      if (!a.equals(b) && !a.equals("+") && !b.equals("+")) {
        return false;
      }
    }
    // "a/#" names "a" too.
    return levels.size() == others.size() || isHashAt(levels, shorter) || isHashAt(others, shorter);
  }

  private static boolean isHashAt(List<String> levels, int index) {
    return levels.size() == index + 1 && levels.get(index).equals("#");
  }
}
