package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.LinkedTo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A total order of property values, for values that were observed at the same time: any order will
 * do, as long as every run has the same, whichever classes hold the values.
 */
final class ValueOrder {
  private ValueOrder() {}

  static int compare(Object a, Object b) {
    return rank(a).compareTo(rank(b));
  }

  static String rank(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ValueOrder::rank).collect(Collectors.joining(",", "List:[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach(
          (key, inner) -> sorted.put(String.valueOf(key), inner == null ? "" : rank(inner)));
      return "Map:" + sorted;
    }
    if (value instanceof GeoPoint point) {
      return "GeoPoint:" + point.getLat() + "," + point.getLon();
    }
    if (value instanceof LinkedTo link) {
      return "LinkedTo:" + link.getOtherId() + ":" + rank(link.getProperties());
    }
    return value.getClass().getSimpleName() + ":" + value;
  }
}
