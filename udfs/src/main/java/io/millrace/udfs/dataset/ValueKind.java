package io.millrace.udfs.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a value of a column is; of a text, what it is written as. */
public enum ValueKind {
  BOOLEAN,
  /** A whole number that a long holds. A leading zero makes a text of it, for it is a code. */
  WHOLE_NUMBER,
  NUMBER,
  /** A date as {@code 2026-11-21}. */
  DATE,
  /**
   * A date with a time of day as {@code 2026-11-21T08:30:00} or with a space, with or without zone.
   */
  TIMESTAMP,
  TEXT,
  LIST,
  MAP;

  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]");
  private static final Pattern MOMENT = Pattern.compile(DAY + "[T ][0-2][0-9]:[0-5][0-9].*");

  /** Texts that are longer are no numbers and no times. */
  private static final int LONGEST = 40;

  /** The kind of a value that is there. */
  public static ValueKind of(Object value) {
    if (value instanceof String text) {
      return ofText(text);
    }
    if (value instanceof Boolean) {
      return BOOLEAN;
    }
    if (value instanceof Map) {
      return MAP;
    }
    if (value instanceof List) {
      return LIST;
    }
    return value instanceof Long ? WHOLE_NUMBER : NUMBER;
  }

  private static ValueKind ofText(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return TEXT;
    }
    if (WHOLE.matcher(text).matches()) {
      return WHOLE_NUMBER;
    }
    if (DECIMAL.matcher(text).matches()) {
      return NUMBER;
    }
    if (DAY.matcher(text).matches()) {
      return DATE;
    }
    if (MOMENT.matcher(text).matches()) {
      return TIMESTAMP;
    }
    return text.equals("true") || text.equals("false") ? BOOLEAN : TEXT;
  }

  /** The name in documents, for instance {@code whole-number}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
