package io.millrace.local.projection;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Places in the partitions of a topic. */
record Offsets(SortedMap<Integer, Long> byPartition) {
  static final Offsets BEGINNING = new Offsets(Collections.emptySortedMap());

  Offsets {
    byPartition = Collections.unmodifiableSortedMap(new TreeMap<>(byPartition));
  }

  static Offsets of(Map<Integer, Long> offsets) {
    return new Offsets(new TreeMap<>(offsets));
  }

  /** As {@link #text} has it. */
  static Offsets parse(String text) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    for (String word : text.split(",", -1)) {
      int colon = word.indexOf(':');
      if (colon > 0) {
        offsets.put(
            Integer.valueOf(word.substring(0, colon)), Long.valueOf(word.substring(colon + 1)));
      }
    }
    return new Offsets(offsets);
  }

  /** {@code 0:17,1:4}. */
  String text() {
    return byPartition.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  long of(int partition) {
    return byPartition.getOrDefault(partition, 0L);
  }

  /** How many records lie between; as many at most, as offsets may be left out. */
  long since(Offsets from) {
    return byPartition.entrySet().stream()
        .mapToLong(entry -> Math.max(0, entry.getValue() - from.of(entry.getKey())))
        .sum();
  }

  /** Those partitions that have anything after these. */
  Offsets beyond(Offsets from) {
    SortedMap<Integer, Long> some = new TreeMap<>(byPartition);
    some.entrySet().removeIf(entry -> entry.getValue() <= from.of(entry.getKey()));
    return new Offsets(some);
  }
}
