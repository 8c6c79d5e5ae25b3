package io.millrace.udfs.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.millrace.udfs.expression.function.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between our plain values and those of CEL's runtime, which has a null and bytes of its own. */
final class CelValues {
  private CelValues() {}

  /** Copies only what holds a null or a list. */
  static Object toCel(@Nullable Object value) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof Map<?, ?> map) {
      return holdsNull(map) ? copy(map) : map;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(CelValues::toCel).toList();
    }
    return value;
  }

  static @Nullable Object toPlain(@Nullable Object value) {
    if (value instanceof NullValue) {
      return null;
    }
    if (value instanceof CelByteString bytes) {
      return Bytes.of(bytes.toByteArray());
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, inner) -> plain.put(key, toPlain(inner)));
      return plain;
    }
    if (value instanceof List<?> list && !(value instanceof Bytes)) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      list.forEach(inner -> plain.add(toPlain(inner)));
      return plain;
    }
    return value;
  }

  private static boolean holdsNull(Map<?, ?> map) {
    for (Object value : map.values()) {
      if (value == null
          || value instanceof List
          || (value instanceof Map<?, ?> inner && holdsNull(inner))) {
        return true;
      }
    }
    return false;
  }

  private static Map<Object, Object> copy(Map<?, ?> map) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, toCel(value)));
    return copy;
  }
}
