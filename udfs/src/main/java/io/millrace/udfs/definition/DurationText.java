package io.millrace.udfs.definition;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations in documents: ISO-8601, from zero to ten years. */
final class DurationText {
  /** Far above all that makes sense, far below what overflows. */
  private static final Duration MOST = Duration.ofDays(3650);

  private DurationText() {}

  /**
   * @throws IllegalArgumentException with the reason, for people
   */
  static Duration parse(String text) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' must be a duration such as PT10M (ISO-8601)", e);
    }
    if (duration.isNegative() || duration.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("'" + text + "' must be from PT0S to " + MOST);
    }
    return duration;
  }
}
