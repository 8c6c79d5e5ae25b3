package io.millrace.local.load;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is refused by its reasons. */
final class RefusedGroups {
  private final Map<String, RefusedGroup> groups = new LinkedHashMap<>();

  /**
   * Counts one.
   *
   * @param source the mapping, or the data set where no mapping was reached
   * @param what it is, for people: kept of the first of its group
   */
  void add(String stage, String code, String source, String what) {
    groups.merge(
        stage + "/" + code + "/" + source,
        new RefusedGroup(stage, code, source, 1, what),
        (known, one) -> new RefusedGroup(stage, code, source, known.count() + 1, known.first()));
  }

  /** The most frequent first. */
  List<RefusedGroup> all() {
    return groups.values().stream()
        .sorted(Comparator.comparingLong(RefusedGroup::count).reversed())
        .toList();
  }
}
