package io.millrace.udfs.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The places of payloads that hold a value: dotted paths without list indexes. Payloads whose keys
 * are data, such as ids, have ever new ones: only the first 10,000 are kept.
 */
final class PayloadPlaces {
  private static final int MOST = 10_000;
  private final Set<String> places = new TreeSet<>();

  /** Adds those of all values that are no containers, and of empty containers. */
  void add(@Nullable Object payload) {
    gather(payload, "");
  }

  Set<String> seen() {
    return places;
  }

  private void gather(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, inner) -> gather(inner, path.isEmpty() ? "" + key : path + "." + key));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      list.forEach(inner -> gather(inner, path));
    } else if (!path.isEmpty() && places.size() < MOST) {
      places.add(path);
    }
  }
}
