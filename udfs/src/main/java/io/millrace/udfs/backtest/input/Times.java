package io.millrace.udfs.backtest.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Points in time as files and people write them. */
public final class Times {
  private static final Pattern MILLIS = Pattern.compile("-?\\d{5,18}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  /** What follows the minutes of an ISO-8601 time that says its offset. */
  private static final Pattern OFFSET = Pattern.compile(".{16}.*([Zz]|[+-]\\d\\d(:\\d\\d)?)");

  private Times() {}

  /**
   * Epoch milliseconds; ISO-8601 with offset; a date, or date and time, without one, which is taken
   * as UTC.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Instant of(String text) {
    String stripped = text.strip();
    try {
      if (MILLIS.matcher(stripped).matches()) {
        return Instant.ofEpochMilli(Long.parseLong(stripped));
      }
      if (DATE.matcher(stripped).matches()) {
        return LocalDate.parse(stripped).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      String iso = stripped.replace(' ', 'T');
      return OFFSET.matcher(iso).matches()
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: epoch milliseconds or ISO-8601 such as 2026-01-31T12:00:00Z",
          e);
    }
  }
}
