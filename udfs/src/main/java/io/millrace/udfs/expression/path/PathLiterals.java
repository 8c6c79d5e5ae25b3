package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.regex.Pattern;

/** Texts and numbers in a query. */
final class PathLiterals {
  private static final Pattern INT = Pattern.compile("0|-?[1-9][0-9]*");
  private static final Pattern NUMBER =
      Pattern.compile("(?:-?0|-?[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final long LARGEST = (1L << 53) - 1;

  private PathLiterals() {}

  /** A whole number within what RFC 7493 calls interoperable. */
  static long index(PathScanner scanner) throws ExpressionException {
    String digits = scanner.run("-0123456789");
    if (!INT.matcher(digits).matches() || digits.length() > 17) {
      throw scanner.malformed("An index is missing or malformed");
    }
    long index = Long.parseLong(digits);
    if (Math.abs(index) > LARGEST) {
      throw scanner.malformed("The index is too large");
    }
    return index;
  }

  static Object number(PathScanner scanner) throws ExpressionException {
    String number = scanner.run("+-0123456789.eE");
    if (!NUMBER.matcher(number).matches()) {
      throw scanner.malformed("A number is malformed");
    }
    boolean whole = INT.matcher(number).matches() && number.length() <= 18;
    return whole ? (Object) Long.valueOf(number) : Double.valueOf(number);
  }

  /** A text in single or double quotes. */
  static String text(PathScanner scanner) throws ExpressionException {
    char quote = scanner.next();
    StringBuilder text = new StringBuilder();
    for (char c = scanner.next(); c != quote; c = scanner.next()) {
      if (c < ' ') {
        throw scanner.malformed("A control character must be escaped");
      }
      text.append(c == '\\' ? escaped(scanner, quote) : c);
    }
    checkSurrogates(scanner, text);
    return text.toString();
  }

  private static char escaped(PathScanner scanner, char quote) throws ExpressionException {
    char c = scanner.next();
    if (c == quote) {
      return c;
    }
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '/', '\\' -> c;
      case 'u' -> unit(scanner);
      default -> throw scanner.malformed("An unknown escape");
    };
  }

  private static char unit(PathScanner scanner) throws ExpressionException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = scanner.next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw scanner.malformed("Four hexadecimal digits must follow \\u");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private static void checkSurrogates(PathScanner scanner, StringBuilder text)
      throws ExpressionException {
    boolean lone =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (lone) {
      throw scanner.malformed("Half a surrogate pair");
    }
  }
}
