package io.millrace.udfs.source;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * The patterns of schemas by RE2, whose time grows with the text's length alone; by the JDK's
 * engine a message could keep a subtask busy for years. The price: no look-around and no
 * back-references, which are refused when a schema is compiled.
 */
final class LinearRegex implements RegularExpressionFactory {
  private static final java.util.regex.Pattern UNICODE_ESCAPE =
      java.util.regex.Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([0-9A-Fa-f]{4})");

  /**
   * @throws com.google.re2j.PatternSyntaxException for what RE2 cannot do
   */
  @Override
  public RegularExpression getRegularExpression(String regex) {
    Pattern pattern = Pattern.compile(toRe2(regex));
    return text -> pattern.matcher(text).find();
  }

  /** ECMAScript writes code units as RE2 does not. */
  private static String toRe2(String regex) {
    return UNICODE_ESCAPE.matcher(regex).replaceAll("$1\\\\x{$2}");
  }
}
