package io.millrace.service.object;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A field of the index that can be compared and sorted by.
 *
 * @param path full path in the document
 * @param type the index's name of its type
 */
record Field(String path, String type) {
  /** Of maps, which the index keeps as texts by key. */
  static final String MAP = "flattened";

  private static final DateTimeFormatter DAY_OR_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffsetId()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  /** A problem where values of this type have no order. */
  void checkOrdered() {
    if (type.equals(MAP)) {
      throw Filter.invalid("'" + path + "' is an entry of a map: eq and ne alone compare it");
    }
  }

  /** The value, if it is one of this type; a problem otherwise. */
  String checked(String value) {
    boolean fits =
        switch (type) {
          case "long", "integer", "short", "byte", "double", "float", "half_float" ->
              isNumber(value);
          case "boolean" -> value.equals("true") || value.equals("false");
          case "date" -> isTime(value);
          default -> true;
        };
    if (!fits) {
      throw Filter.invalid("'" + value + "' is no " + type + ", which '" + path + "' is");
    }
    return value;
  }

  private static boolean isNumber(String value) {
    try {
      // Huge exponents would make the index expand them.
      return value.length() < 100 && Math.abs(new BigDecimal(value).scale()) < 400;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** ISO 8601: a day, or a time with offset. The index would read "now-1d" and the like as well. */
  private static boolean isTime(String value) {
    try {
      var unused = DAY_OR_TIME.parseBest(value, OffsetDateTime::from, LocalDate::from);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
