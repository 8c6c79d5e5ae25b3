package io.millrace.udfs.expression.path;

/** I-Regexp (RFC 9485), the patterns of JSONPath, in RE2's syntax. */
final class IRegexp {
  private IRegexp() {}

  /** The dot is all but line feed and carriage return; RE2's takes the latter. */
  static String toRe2(String pattern) {
    StringBuilder re2 = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        re2.append(c).append(pattern.charAt(++i));
        continue;
      }
      inClass = c == '[' || (inClass && c != ']');
      re2.append(c == '.' && !inClass ? "[^\\n\\r]" : String.valueOf(c));
    }
    return re2.toString();
  }
}
