package io.millrace.service.extract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which table of which database a data set is, and how it is read.
 *
 * @param connection name of the service's setting
 * @param schema of the table; null for the account's own
 * @param table null where there is a query
 * @param query SQL of an operator, without parameters; null where there is a table
 * @param columns to read; empty for all
 * @param keys columns that order the rows; empty for the table's primary key
 * @param by the column that increments follow; null of a snapshot
 * @param overlap how far below the last increment the next one begins
 * @param every how often it is read by itself; null for never
 */
public record TableDefinition(
    String connection,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String query,
    List<String> columns,
    List<String> keys,
    @Nullable String by,
    Overlap overlap,
    @Nullable Duration every) {

  /**
   * A stretch that is read again, as rows may be committed after others with higher values.
   *
   * @param numbers where the column is a number
   * @param time where it is a time
   * @param given which of the two the definition says; null if none, and both are defaults
   */
  public record Overlap(long numbers, Duration time, @Nullable Form given) {}

  /** What an overlap is measured in. */
  public enum Form {
    NUMBERS,
    TIME
  }

  /** Whether it has the same rows and the same marks as another: else increments begin anew. */
  public boolean readsTheSameAs(TableDefinition other) {
    return identity().equals(other.identity());
  }

  private List<Object> identity() {
    return List.of(
        connection,
        String.valueOf(schema),
        table == null ? "query " + query : "table " + table,
        columns,
        String.valueOf(by));
  }
}
