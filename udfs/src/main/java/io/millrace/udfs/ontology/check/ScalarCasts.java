package io.millrace.udfs.ontology.check;

import io.millrace.udfs.mapping.Casts;
import io.millrace.udfs.mapping.GeoPointCast;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Casts to single values and geo points. */
final class ScalarCasts {
  /** Beyond these years a time is no time: neither Avro's milliseconds nor an index holds all. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** What a date of these years has: 2026-11-21. */
  private static final int DATE_LENGTH = 10;

  private ScalarCasts() {}

  static ValueCheck of(ScalarType type) {
    Cast cast =
        switch (type) {
          case STRING -> Casts::toText;
          case BOOLEAN -> value -> value instanceof Boolean ? value : null;
          case INTEGER -> ScalarCasts::toInteger;
          case LONG -> Casts::toLong;
          case DOUBLE -> Casts::toDouble;
          case TIMESTAMP -> ScalarCasts::toTimestamp;
          case DATE -> ScalarCasts::toDate;
          case DURATION -> Casts::toMillis;
          case GEO_POINT -> GeoPointCast::of;
        };
    return typed(cast, type);
  }

  static ValueCheck of(EnumType type) {
    Set<String> words = Set.copyOf(type.values());
    return (value, violations) -> {
      String text = Casts.toText(value);
      if (text == null || !words.contains(text)) {
        violations.add(
            ViolationCode.NOT_IN_ENUM,
            "Must be " + type.text() + " but is " + violations.shown(value));
        return null;
      }
      return text;
    };
  }

  /** A cast whose refusal is a wrong type. */
  static ValueCheck typed(Cast cast, DataType type) {
    return (value, violations) -> {
      Object result = cast.apply(value);
      if (result == null) {
        violations.add(
            ViolationCode.WRONG_TYPE,
            "Must be " + type.text() + " but is " + violations.shown(value));
      }
      return result;
    };
  }

  private static @Nullable Object toInteger(Object value) {
    Long number = Casts.toLong(value);
    return number != null && number == number.intValue() ? number : null;
  }

  private static @Nullable Object toTimestamp(Object value) {
    Instant instant = Casts.toInstant(value);
    return instant == null || instant.isBefore(FIRST) || !instant.isBefore(END)
        ? null
        : instant.toString();
  }

  private static @Nullable Object toDate(Object value) {
    if (!(value instanceof String text)
        || text.length() != DATE_LENGTH
        || text.startsWith("0000")) {
      return null;
    }
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The value in a type, or null where it is not accepted. */
  @FunctionalInterface
  interface Cast {
    @Nullable Object apply(Object value);
  }
}
