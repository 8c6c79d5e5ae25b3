package io.millrace.udfs.objectify.join;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a join looks. Equal ones can be asked together. */
public sealed interface JoinSource {

  /**
   * A table or view of another database.
   *
   * @param connection its name in the job's settings
   * @param schema null for the account's own
   * @param keys columns that are compared, in the order of a request's values
   * @param columns to read
   */
  record Table(
      String connection,
      @Nullable String schema,
      String table,
      List<String> keys,
      List<String> columns)
      implements JoinSource {
    public Table {
      keys = List.copyOf(keys);
      columns = List.copyOf(columns);
    }
  }

  /** The objects of a type; a request's only value is the id. */
  record Objects(String type) implements JoinSource {}
}
