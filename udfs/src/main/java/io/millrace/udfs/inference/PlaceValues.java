package io.millrace.udfs.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the samples have at one place. */
final class PlaceValues {
  private final Place place;
  private final List<Object> values = new ArrayList<>();
  private long nulls;

  PlaceValues(Place place) {
    this.place = place;
  }

  void add(@Nullable Object value) {
    if (value == null) {
      nulls++;
    } else {
      values.add(value);
    }
  }

  Place place() {
    return place;
  }

  /** Those that are not null, in the order of the samples. */
  List<Object> values() {
    return values;
  }

  long nulls() {
    return nulls;
  }

  /** Whether any is a single value or a list: objects are walked through instead. */
  boolean hasLeaves() {
    return values.stream().anyMatch(value -> !(value instanceof Map));
  }

  /** Whether all are of this class; not so where there are none. */
  boolean all(Class<?> type) {
    return !values.isEmpty() && values.stream().allMatch(type::isInstance);
  }

  /** How often each value stands here. */
  Map<Object, Long> counts() {
    Map<Object, Long> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts;
  }
}
