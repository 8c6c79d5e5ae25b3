package io.millrace.udfs.dataset;

import java.util.List;
import java.util.Set;

/**
 * What a table was seen to have.
 *
 * @param columns in their order; of JSON in the order of appearance
 * @param rows how many there are, unreadable ones included
 * @param unreadable how many of them cannot be read
 */
public record TableSchema(List<Column> columns, long rows, long unreadable) {
  /**
   * A column.
   *
   * @param kinds of the values that are there
   * @param present how many rows have a value
   */
  public record Column(String name, Set<ValueKind> kinds, long present) {}
}
