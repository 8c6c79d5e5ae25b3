package io.millrace.jobs.objectify.join;

import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Asks a source for several keys at once. */
interface JoinStatement {
  /**
   * What there is of each key, in their order.
   *
   * @throws SQLException where the source is away, or cannot answer one of them
   */
  List<JoinAnswer.Found> run(Connection connection, List<List<Object>> keys) throws SQLException;

  static JoinStatement of(JoinSource source) {
    return source instanceof JoinSource.Table table
        ? new TableStatement(table)
        : new ObjectStatement(((JoinSource.Objects) source).type());
  }

  /** How many keys a statement has: few forms, so that databases can keep their plans. */
  static int padded(int keys) {
    return keys == 1 ? 1 : Integer.highestOneBit(keys - 1) * 2;
  }

  /**
   * Sets the parameters of all keys; the last stands for those that are lacking.
   *
   * @param first index of the first
   */
  static void bind(PreparedStatement statement, int first, List<List<Object>> keys)
      throws SQLException {
    int index = first;
    for (int i = 0; i < padded(keys.size()); i++) {
      for (Object value : keys.get(Math.min(i, keys.size() - 1))) {
        statement.setObject(index++, value);
      }
    }
  }
}
