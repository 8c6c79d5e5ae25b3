package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;

/** Walks over a query's text. */
final class PathScanner {
  private final String text;
  private int at;

  PathScanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** The character here; 0 at the end. */
  char peek() {
    return atEnd() ? 0 : text.charAt(at);
  }

  char next() throws ExpressionException {
    if (atEnd()) {
      throw malformed("It ends too early");
    }
    return text.charAt(at++);
  }

  boolean accept(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  void expect(String expected) throws ExpressionException {
    if (!accept(expected)) {
      throw malformed("'" + expected + "' is missing");
    }
  }

  void skipBlanks() {
    while (!atEnd() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /** A name as it stands behind a dot. */
  String name() throws ExpressionException {
    int start = at;
    while (!atEnd() && isName(text.codePointAt(at), at > start)) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == start) {
      throw malformed("A name is missing");
    }
    return text.substring(start, at);
  }

  private static boolean isName(int c, boolean digits) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c >= 0x80
        || (digits && c >= '0' && c <= '9');
  }

  /** The longest run of these characters. */
  String run(String characters) {
    int start = at;
    while (!atEnd() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(start, at);
  }

  ExpressionException malformed(String reason) {
    return ExpressionException.failed(
        "No JSONPath: " + reason + " at " + (at + 1) + " of '" + text + "'");
  }
}
