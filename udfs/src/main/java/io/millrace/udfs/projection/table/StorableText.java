package io.millrace.udfs.projection.table;

import io.millrace.udfs.projection.PropertyJson;
import java.util.Map;
import java.util.regex.Pattern;

/** Text that PostgreSQL takes: it has no code point 0, neither in text nor in jsonb. */
final class StorableText {
  private static final String INSTEAD = "\uFFFD";
  private static final String ESCAPED = "\\u0000";

  /** The escape, and not a backslash that is text and stands before "u0000". */
  private static final Pattern ZERO = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private StorableText() {}

  static String of(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", INSTEAD);
  }

  /** Values as JSON, by name. */
  static String json(Map<String, ?> values) {
    String json = PropertyJson.of(values).toString();
    return json.contains(ESCAPED) ? ZERO.matcher(json).replaceAll("$1" + INSTEAD) : json;
  }
}
