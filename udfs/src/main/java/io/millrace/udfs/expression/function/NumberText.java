package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import java.util.regex.Pattern;

/**
 * Reads numbers as devices and spreadsheets write them: sign, digits, a decimal mark, an exponent;
 * blanks around are fine. Java's own parser would take "1f", "0x1p3" and "NaN" too.
 */
record NumberText(Pattern whole, Pattern real, char mark) {

  static NumberText withMark(char mark) {
    // Possessive, so that long garbage costs one pass.
    return new NumberText(
        Pattern.compile("[+-]?[0-9]++"),
        Pattern.compile(
            "[+-]?(?:[0-9]++(?:["
                + mark
                + "][0-9]*+)?|["
                + mark
                + "][0-9]++)(?:[eE][+-]?[0-9]++)?"),
        mark);
  }

  /** A whole number where the text is one that a long holds, else a double. */
  Object parse(String text) throws ExpressionException {
    String number = text.strip();
    if (whole.matcher(number).matches()) {
      try {
        return Long.valueOf(number);
      } catch (NumberFormatException e) {
        return real(number);
      }
    }
    if (!real.matcher(number).matches()) {
      throw ExpressionException.failed("No number: '" + shown(text) + "'");
    }
    return real(number);
  }

  private Double real(String number) throws ExpressionException {
    double value = Double.parseDouble(number.replace(mark, '.'));
    if (Double.isInfinite(value)) {
      throw ExpressionException.failed("'" + shown(number) + "' is beyond every type");
    }
    return value;
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
