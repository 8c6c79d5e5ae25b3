package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * A pattern of {@link DateTimeFormatter} with the zone of texts that name none. A local time that a
 * clock change skips counts as an hour later; of one that comes twice the first is meant.
 */
record TimePattern(DateTimeFormatter formatter, ZoneId zone) {

  static TimePattern of(String pattern, String zone) throws ExpressionException {
    try {
      DateTimeFormatter formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(pattern)
              .toFormatter(Locale.ENGLISH);
      return new TimePattern(formatter, ZoneId.of(zone));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ExpressionException.failed("time(): " + e.getMessage());
    }
  }

  /** Milliseconds since 1970; a text without a time of day means its start. */
  long parse(String text) throws ExpressionException {
    try {
      return instant(formatter.parse(text)).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw ExpressionException.failed(String.valueOf(e.getMessage()));
    }
  }

  private Instant instant(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId own = parsed.query(TemporalQueries.zone());
    return ZonedDateTime.of(
            LocalDate.from(parsed),
            time == null ? LocalTime.MIDNIGHT : time,
            own == null ? zone : own)
        .toInstant();
  }
}
