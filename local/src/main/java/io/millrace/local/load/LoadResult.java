package io.millrace.local.load;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a folder of tables.
 *
 * @param objects how many there are, by type
 * @param links how many there are, by link type
 * @param dangling how many of them lead to an object that is not there, by link type; null where
 *     nobody has counted
 * @param refused the most frequent first
 */
public record LoadResult(
    List<TableLoad> tables,
    Map<String, Long> objects,
    Map<String, Long> links,
    @Nullable Map<String, Long> dangling,
    List<RefusedGroup> refused) {

  /** Whether every row and value was taken. */
  public boolean whole() {
    return refused.isEmpty() && tables.stream().allMatch(table -> table.unreadable() == 0);
  }
}
