package io.millrace.udfs.mapping;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Casts of single values; null stands for what is not accepted. See {@link PropertyType}. */
public final class Casts {
  /** Up to here every whole number is a double. */
  private static final long EXACT = 1L << 53;

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Casts() {}

  public static @Nullable String toText(Object value) {
    return value instanceof String || value instanceof Long || value instanceof Boolean
        ? value.toString()
        : null;
  }

  public static @Nullable Long toLong(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    boolean exact = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < EXACT;
    return exact ? Long.valueOf(((Double) value).longValue()) : null;
  }

  public static @Nullable Double toDouble(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    boolean exact = value instanceof Long l && l >= -EXACT && l <= EXACT;
    return exact ? Double.valueOf(((Long) value).doubleValue()) : null;
  }

  public static @Nullable String toTimestamp(Object value) {
    Instant instant = toInstant(value);
    return instant == null ? null : instant.toString();
  }

  /** The instant of epoch milliseconds or ISO-8601 text. */
  public static @Nullable Instant toInstant(Object value) {
    try {
      if (value instanceof Instant instant) {
        return instant;
      }
      if (value instanceof String text) {
        return OffsetDateTime.parse(text).toInstant();
      }
      Long millis = toLong(value);
      return millis == null ? null : Instant.ofEpochMilli(millis);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The milliseconds of a number of them, of ISO-8601 text or of CEL's duration. */
  public static @Nullable Long toMillis(Object value) {
    try {
      if (value instanceof String text) {
        return exactMillis(Duration.parse(text));
      }
      return value instanceof Duration duration ? exactMillis(duration) : toLong(value);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Long exactMillis(Duration duration) {
    return duration.getNano() % NANOS_PER_MILLI == 0 ? Long.valueOf(duration.toMillis()) : null;
  }
}
