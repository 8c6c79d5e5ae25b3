package io.millrace.bridge.option;

import java.util.Optional;

/**
 * Something that can be set: {@code --key value}, {@code key=value} in a file, or a variable of the
 * environment.
 *
 * @param key with dots; a {@code *} between two of them stands for names that users choose, so that
 *     the option can be set once for each name
 * @param description for people, one sentence
 * @param secret whether its value is never shown, and refused as a flag: others see flags in the
 *     list of processes
 */
public record Option<T>(
    String key, OptionType<T> type, T defaultValue, String description, boolean secret) {
  private static final String NAME = "*";

  public static <T> Option<T> of(
      String key, OptionType<T> type, T defaultValue, String description) {
    return new Option<>(key, type, defaultValue, description, false);
  }

  /** A text that is never shown; empty if it is not set. */
  public static Option<String> secret(String key, String description) {
    return new Option<>(key, OptionType.TEXT, "", description, true);
  }

  /** The key for one name. */
  public String keyOf(String name) {
    return key.replace(NAME, name);
  }

  /** The name in a given key, empty where this option has none; nothing if the key is another's. */
  Optional<String> match(String given) {
    int star = key.indexOf(NAME);
    if (star < 0) {
      return given.equals(key) ? Optional.of("") : Optional.empty();
    }
    String before = key.substring(0, star);
    String after = key.substring(star + 1);
    boolean fits =
        given.length() > before.length() + after.length()
            && given.startsWith(before)
            && given.endsWith(after);
    return fits
        ? Optional.of(given.substring(before.length(), given.length() - after.length()))
        : Optional.empty();
  }
}
