package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON pointer (RFC 6901) over plain maps and lists. */
public final class JsonPointer {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

  private final String text;
  private final String[] tokens;

  /** For each token the element of a list that it names, or -1 where it names none. */
  private final int[] indexes;

  private JsonPointer(String text, String[] tokens, int[] indexes) {
    this.text = text;
    this.tokens = tokens;
    this.indexes = indexes;
  }

  /**
   * Reads a pointer; an empty text is the whole value.
   *
   * @throws ExpressionException if it is none
   */
  public static JsonPointer parse(String text) throws ExpressionException {
    if (text.isEmpty()) {
      return new JsonPointer(text, new String[0], new int[0]);
    }
    if (text.charAt(0) != '/' || BAD_ESCAPE.matcher(text).find()) {
      throw ExpressionException.failed(
          "No JSON pointer: '" + text + "' (it begins with /; ~0 is ~, ~1 is /)");
    }
    String[] tokens = text.substring(1).split("/", -1);
    int[] indexes = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tokens[i].replace("~1", "/").replace("~0", "~");
      indexes[i] = INDEX.matcher(tokens[i]).matches() ? Integer.parseInt(tokens[i]) : -1;
    }
    return new JsonPointer(text, tokens, indexes);
  }

  /**
   * What it points at.
   *
   * @throws ExpressionException as missing, if there is nothing
   */
  public @Nullable Object read(@Nullable Object root) throws ExpressionException {
    Object value = root;
    for (int i = 0; i < tokens.length; i++) {
      if (value instanceof Map<?, ?> map && map.containsKey(tokens[i])) {
        value = map.get(tokens[i]);
      } else if (value instanceof List<?> list && indexes[i] >= 0 && indexes[i] < list.size()) {
        value = list.get(indexes[i]);
      } else {
        throw ExpressionException.missing("There is no '" + tokens[i] + "' of " + text);
      }
    }
    return value;
  }
}
