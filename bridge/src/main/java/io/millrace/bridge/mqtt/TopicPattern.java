package io.millrace.bridge.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a topic the device's id stands, and the source if it does: {@code
 * plant/{source}/{device}/up}. {@code {device}} and {@code {source}} are one level, {@code +} any
 * one, and a {@code #} at the end any number of them; {@code {device...}} at the end takes all that
 * is left.
 */
record TopicPattern(List<String> levels) {
  static final String DEVICE = "device";
  static final String SOURCE = "source";
  private static final String REST = "{device...}";
  private static final Set<String> WILD = Set.of("{device}", "{source}", "+");
  private static final Set<String> TAIL = Set.of(REST, "#");

  TopicPattern {
    levels = List.copyOf(levels);
  }

  /** Reads a pattern; refuses, with the reason, what is none. */
  static TopicPattern of(String text) {
    List<String> levels = List.of(text.split("/", -1));
    long devices = levels.stream().filter(l -> l.equals("{device}") || l.equals(REST)).count();
    if (devices != 1 || levels.stream().filter("{source}"::equals).count() > 1) {
      throw new IllegalArgumentException(
          "a topic pattern has one level {device}, or {device...} at its end, and at most one"
              + " {source}");
    }
    for (int i = 0; i < levels.size(); i++) {
      check(levels.get(i), i == levels.size() - 1);
    }
    return new TopicPattern(levels);
  }

  private static void check(String level, boolean last) {
    boolean plain = !level.contains("{") && !level.contains("+") && !level.contains("#");
    if (!WILD.contains(level) && !plain && !(TAIL.contains(level) && last)) {
      throw new IllegalArgumentException("the level '" + level + "' cannot stand there");
    }
  }

  /** As options write it. */
  String text() {
    return String.join("/", levels);
  }

  /**
   * What a topic names, by {@link #DEVICE} and {@link #SOURCE}; empty where the topic has another
   * form, and without what is empty.
   */
  Map<String, String> read(String topic) {
    List<String> parts = List.of(topic.split("/", -1));
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      if (level.equals("#")) {
        return names;
      }
      if (i >= parts.size()) {
        return Map.of();
      }
      if (level.equals(REST)) {
        put(names, DEVICE, String.join("/", parts.subList(i, parts.size())));
        return names;
      }
      if (level.startsWith("{")) {
        put(names, level.substring(1, level.length() - 1), parts.get(i));
      } else if (!level.equals("+") && !level.equals(parts.get(i))) {
        return Map.of();
      }
    }
    return parts.size() == levels.size() ? names : Map.of();
  }

  private static void put(Map<String, String> names, String name, String value) {
    if (!value.isEmpty()) {
      names.put(name, value);
    }
  }
}
