package io.millrace.udfs.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CEL's fields, indexes, membership and size over plain values. */
final class Access {
  private Access() {}

  static @Nullable Object field(@Nullable Object container, String field)
      throws ExpressionException {
    if (!(container instanceof Map<?, ?> map)) {
      throw ExpressionException.missing("There is no '" + field + "': not inside an object");
    }
    Object value = map.get(field);
    if (value == null && !map.containsKey(field)) {
      throw noField(field);
    }
    return value;
  }

  static ExpressionException noField(String field) {
    return ExpressionException.missing("There is no '" + field + "'");
  }

  static boolean has(@Nullable Object container, String field) {
    if (container instanceof Map<?, ?> map) {
      return map.containsKey(field);
    }
    throw new UnsupportedByNodes("has() on what is no object");
  }

  static @Nullable Object index(@Nullable Object container, @Nullable Object index)
      throws ExpressionException {
    if (container instanceof Map<?, ?> && index instanceof String key) {
      return field(container, key);
    }
    if (container instanceof List<?> list && index instanceof Long at) {
      if (at < 0 || at >= list.size()) {
        throw ExpressionException.missing("There is no element " + at + " of " + list.size());
      }
      return list.get(at.intValue());
    }
    Object key = MapKeys.normal(index);
    if (container instanceof Map<?, ?> map && key != null) {
      if (map.containsKey(key)) {
        return map.get(key);
      }
      throw ExpressionException.missing("There is no '" + key + "'");
    }
    throw new UnsupportedByNodes("index");
  }

  static boolean in(@Nullable Object value, @Nullable Object container) {
    if (container instanceof List<?> list) {
      for (Object element : list) {
        if (Comparison.equal(value, element)) {
          return true;
        }
      }
      return false;
    }
    Object key = MapKeys.normal(value);
    if (container instanceof Map<?, ?> map && key != null) {
      return map.containsKey(key);
    }
    throw new UnsupportedByNodes("in");
  }

  static Object size(@Nullable Object value) throws ExpressionException {
    if (value instanceof String text) {
      return (long) text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    throw Comparison.noOverload("take the size of", value);
  }
}
