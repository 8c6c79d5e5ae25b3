package io.millrace.udfs.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping leaves out, over all messages that it was tried on.
 *
 * @param neverFilled properties that no observation had
 * @param neverRead places in payloads, as dotted paths without list indexes, that no expression
 *     reads
 */
public record Coverage(Set<String> neverFilled, Set<String> neverRead) {

  /** The places of all values that are no containers, and of empty containers. */
  static Set<String> places(@Nullable Object payload) {
    Set<String> places = new TreeSet<>();
    gather(payload, "", places);
    return places;
  }

  /** Those that no read path covers; a path covers itself and all below it. */
  static Set<String> uncovered(Set<String> places, Set<String> reads) {
    Set<String> left = new TreeSet<>();
    for (String place : places) {
      if (reads.stream().noneMatch(read -> covers(read, place))) {
        left.add(place);
      }
    }
    return left;
  }

  private static boolean covers(String read, String place) {
    return read.isEmpty() || place.equals(read) || place.startsWith(read + ".");
  }

  private static void gather(@Nullable Object value, String path, Set<String> places) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach(
          (key, inner) -> gather(inner, path.isEmpty() ? "" + key : path + "." + key, places));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      list.forEach(inner -> gather(inner, path, places));
    } else if (!path.isEmpty()) {
      places.add(path);
    }
  }
}
