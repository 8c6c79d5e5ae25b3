package io.millrace.udfs.dataset.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Utf8;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusalCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of a row of what a format reads: nested one level deep at most, whole numbers as
 * Long or, where none holds them, as Double.
 */
final class RowValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowValues() {}

  /** The members by name; what is nested deeper than a list or map of values is JSON as text. */
  static Map<String, @Nullable Object> of(Map<?, ?> object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object.forEach((name, value) -> values.put(String.valueOf(name), column(value)));
    return values;
  }

  /** The row of a record, unless that becomes too large by the names and JSON in it. */
  static TableRow row(long number, Map<?, ?> record) {
    Map<String, @Nullable Object> values = of(record);
    if (bytes(values) > TableRow.MOST_BYTES) {
      String reason = "More than " + TableRow.MOST_BYTES + " bytes";
      return new TableRow.Unreadable(number, RefusalCode.ROW_TOO_LARGE, reason, new byte[0]);
    }
    return new TableRow.Values(number, values);
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return Utf8.encodedLength(text);
    }
    long bytes = Long.BYTES;
    if (value instanceof List<?> list) {
      for (Object element : list) {
        bytes += bytes(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += bytes(entry.getKey()) + bytes(entry.getValue());
      }
    }
    return bytes;
  }

  private static @Nullable Object column(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(single(element)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, element) -> copy.put(String.valueOf(name), single(element)));
      return copy;
    }
    return single(value);
  }

  private static @Nullable Object single(@Nullable Object value) {
    if (value instanceof Map || value instanceof Collection) {
      return text(value);
    }
    if (value instanceof BigInteger big) {
      return big.doubleValue();
    }
    return value instanceof Integer whole ? (Object) whole.longValue() : value;
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Plain values are always JSON", e);
    }
  }
}
