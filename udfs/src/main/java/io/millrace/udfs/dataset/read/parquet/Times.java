package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Dates and times: texts in ISO 8601, with {@code Z} where the file says that they are in UTC. */
final class Times {
  private static final long NANOS = 1_000_000_000L;

  private Times() {}

  /** Null where the column is of none. */
  static @Nullable Decoding of(SchemaElement column) {
    if (!column.isSetLogicalType()) {
      return column.isSetConverted_type() ? older(column) : null;
    }
    LogicalType type = column.getLogicalType();
    if (type.isSetDATE()) {
      return checked(raw -> date(raw));
    }
    if (type.isSetTIME()) {
      long unit = nanos(type.getTIME().getUnit());
      return checked(raw -> time(raw, unit));
    }
    if (type.isSetTIMESTAMP()) {
      long unit = nanos(type.getTIMESTAMP().getUnit());
      boolean utc = type.getTIMESTAMP().isIsAdjustedToUTC();
      return checked(raw -> moment(raw, unit, utc));
    }
    return null;
  }

  private static @Nullable Decoding older(SchemaElement column) {
    return switch (column.getConverted_type()) {
      case DATE -> checked(raw -> date(raw));
      case TIME_MILLIS -> checked(raw -> time(raw, 1_000_000));
      case TIME_MICROS -> checked(raw -> time(raw, 1_000));
      case TIMESTAMP_MILLIS -> checked(raw -> moment(raw, 1_000_000, true));
      case TIMESTAMP_MICROS -> checked(raw -> moment(raw, 1_000, true));
      default -> null;
    };
  }

  private static long nanos(TimeUnit unit) {
    if (unit.isSetMILLIS()) {
      return 1_000_000;
    }
    return unit.isSetMICROS() ? 1_000 : 1;
  }

  @FunctionalInterface
  private interface Form {
    String of(Object raw);
  }

  private static Decoding checked(Form form) {
    return raw -> {
      try {
        return form.of(raw);
      } catch (DateTimeException | ArithmeticException e) {
        throw new RefusedException(RefusalCode.WRONG_TYPE, "", "Is no time: " + raw);
      }
    };
  }

  private static String date(Object raw) {
    return LocalDate.ofEpochDay(((Number) raw).longValue()).toString();
  }

  private static String time(Object raw, long unit) {
    long nanos = Math.multiplyExact(((Number) raw).longValue(), unit);
    return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(nanos));
  }

  private static String moment(Object raw, long unit, boolean utc) {
    long value = ((Number) raw).longValue();
    long each = NANOS / unit;
    long seconds = Math.floorDiv(value, each);
    return text(Instant.ofEpochSecond(seconds, Math.floorMod(value, each) * unit), utc);
  }

  private static String text(Instant time, boolean utc) {
    OffsetDateTime at = time.atOffset(ZoneOffset.UTC);
    return (utc ? DateTimeFormatter.ISO_OFFSET_DATE_TIME : DateTimeFormatter.ISO_LOCAL_DATE_TIME)
        .format(at);
  }

  /** As Hive, Impala and Spark wrote times: nanoseconds of a Julian day, in UTC. */
  static Object int96(Object raw) throws RefusedException {
    ByteBuffer bytes = Decoding.little(raw);
    long nanos = bytes.getLong();
    long day = Integer.toUnsignedLong(bytes.getInt());
    return checked(
            julian -> {
              LocalDate date = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, (long) julian);
              return text(
                  date.atStartOfDay().toInstant(ZoneOffset.UTC).plus(nanos, ChronoUnit.NANOS),
                  true);
            })
        .of(day);
  }

  /** Months, days and milliseconds, each for itself, for none is a number of another. */
  static Object interval(Object raw) {
    ByteBuffer bytes = Decoding.little(raw);
    long months = Integer.toUnsignedLong(bytes.getInt());
    long days = Integer.toUnsignedLong(bytes.getInt());
    Duration rest = Duration.ofMillis(Integer.toUnsignedLong(bytes.getInt()));
    return "P" + months + "M" + days + "D" + rest.toString().substring(1);
  }
}
