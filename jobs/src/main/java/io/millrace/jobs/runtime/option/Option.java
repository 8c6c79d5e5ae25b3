package io.millrace.jobs.runtime.option;

/**
 * Something that a user may set with {@code --key value}.
 *
 * @param description for people, one sentence
 * @param secret whether its value is masked wherever options are shown
 */
public record Option<T>(
    String key, OptionType<T> type, T defaultValue, String description, boolean secret) {

  public static <T> Option<T> of(
      String key, OptionType<T> type, T defaultValue, String description) {
    return new Option<>(key, type, defaultValue, description, false);
  }

  /** A text that is never shown; empty if it is not set. */
  public static Option<String> secret(String key, String description) {
    return new Option<>(key, OptionType.TEXT, "", description, true);
  }
}
