package io.millrace.udfs.expression.function;

import io.millrace.udfs.expression.ExpressionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One text for values that are equal, different ones for values that are not: type and length go
 * before each, so ["a", "b"] and ["ab"] differ. A change here changes ids that users have stored.
 */
final class CanonicalForm {
  private static final int DEEPEST = 100;
  private final StringBuilder text = new StringBuilder();

  private CanonicalForm() {}

  static byte[] of(@Nullable Object value) throws ExpressionException {
    CanonicalForm form = new CanonicalForm();
    form.add(value, 0);
    return form.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(@Nullable Object value, int depth) throws ExpressionException {
    if (depth > DEEPEST) {
      throw ExpressionException.failed("hash() of a value nested deeper than " + DEEPEST);
    }
    if (value == null) {
      text.append('n');
    } else if (value instanceof String string) {
      text.append('s').append(string.length()).append(':').append(string);
    } else if (value instanceof Boolean flag) {
      text.append(flag ? 't' : 'f');
    } else if (value instanceof Long || value instanceof Double) {
      text.append('d').append(number((Number) value)).append(';');
    } else if (value instanceof List<?> list) {
      text.append('l').append(list.size()).append(':');
      for (Object element : list) {
        add(element, depth + 1);
      }
    } else if (value instanceof Map<?, ?> map) {
      addSorted(map, depth);
    } else {
      throw Argument.wrong("a plain value", value);
    }
  }

  private void addSorted(Map<?, ?> map, int depth) throws ExpressionException {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    text.append('m').append(sorted.size()).append(':');
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      add(entry.getKey(), depth + 1);
      add(entry.getValue(), depth + 1);
    }
  }

  /** 2 and 2.0 are equal to CEL. */
  private static String number(Number number) {
    double real = number.doubleValue();
    boolean whole = number instanceof Long || (real == Math.rint(real) && Math.abs(real) < 0x1p63);
    return whole ? Long.toString(number.longValue()) : Double.toString(real);
  }
}
