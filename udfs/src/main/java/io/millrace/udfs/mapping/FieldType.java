package io.millrace.udfs.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The types of an observation's properties, with what each accepts. Nothing lossy is accepted: an
 * expression such as {@code double(payload.t)} says so where it is meant.
 *
 * <table>
 *   <caption>casts</caption>
 *   <tr><th>type</th><th>accepts</th><th>becomes</th></tr>
 *   <tr><td>string</td><td>string; whole number, boolean</td><td>itself; its text</td></tr>
 *   <tr><td>long</td><td>whole number; double without fraction, below 2^53</td><td>long</td></tr>
 *   <tr><td>double</td><td>double; whole number up to 2^53</td><td>double, finite</td></tr>
 *   <tr><td>boolean</td><td>boolean</td><td>itself</td></tr>
 *   <tr><td>timestamp</td><td>epoch milliseconds; ISO-8601 with offset</td><td>ISO-8601 in UTC</td></tr>
 * </table>
 */
public enum FieldType {
  STRING(SimpleType.STRING),
  LONG(SimpleType.INT),
  DOUBLE(SimpleType.DOUBLE),
  BOOLEAN(SimpleType.BOOL),
  TIMESTAMP(SimpleType.STRING);

  /** Up to here every whole number is a double. */
  private static final long EXACT = 1L << 53;

  private final CelType celType;

  FieldType(CelType celType) {
    this.celType = celType;
  }

  /** The type that a rule's condition sees. */
  public CelType celType() {
    return celType;
  }

  /** The name in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value in this type, or null where it is not accepted. */
  @Nullable Object cast(Object value) {
    return switch (this) {
      case STRING ->
          value instanceof String || value instanceof Long || value instanceof Boolean
              ? value.toString()
              : null;
      case LONG -> toLong(value);
      case DOUBLE -> toDouble(value);
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case TIMESTAMP -> {
        Instant instant = toInstant(value);
        yield instant == null ? null : instant.toString();
      }
    };
  }

  private static @Nullable Long toLong(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    boolean exact = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < EXACT;
    return exact ? Long.valueOf(((Double) value).longValue()) : null;
  }

  private static @Nullable Double toDouble(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    boolean exact = value instanceof Long l && l >= -EXACT && l <= EXACT;
    return exact ? Double.valueOf(((Long) value).doubleValue()) : null;
  }

  /** The instant of epoch milliseconds or ISO-8601 text, or null where it is neither. */
  static @Nullable Instant toInstant(Object value) {
    try {
      if (value instanceof java.time.Instant instant) {
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
}
