package io.millrace.udfs.objectify.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of what a row said that a later snapshot lacks. */
public enum Vanished {
  /** It is taken back; an object that nobody else speaks of is deleted. */
  DELETE,
  /** A property says that it is gone. */
  MARK,
  /** Nothing. */
  KEEP;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Vanished::word).toList();
  }

  static Vanished named(String word) {
    return Arrays.stream(values()).filter(v -> v.word().equals(word)).findFirst().orElse(DELETE);
  }
}
