package io.millrace.service.extract;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.sql.SqlNames;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a table. Names are quoted as the driver says; a value is a parameter. An
 * operator's query is SQL as it stands, within parentheses.
 *
 * @param from its only parameter, where an increment begins; null for none
 */
record SelectStatement(String sql, @Nullable Object from) {
  /**
   * The statement of a definition.
   *
   * @param whole everything, also rows that increments never see, as their column is null
   * @param mark where an increment begins; null for the first
   */
  static SelectStatement of(
      Connection connection, TableDefinition table, boolean whole, @Nullable Mark mark)
      throws SQLException {
    SqlNames names = SqlNames.of(connection);
    try {
      return of(connection, names, table, whole, mark);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.UNREADABLE_TABLE, String.valueOf(e.getMessage()));
    }
  }

  private static SelectStatement of(
      Connection connection,
      SqlNames names,
      TableDefinition table,
      boolean whole,
      @Nullable Mark mark)
      throws SQLException {
    String by = whole ? null : table.by();
    List<String> order = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(table.columns().isEmpty() ? "*" : list(table.columns(), names));
    sql.append(" FROM ").append(source(table, names));
    if (by != null) {
      order.add(by);
      sql.append(" WHERE ").append(names.quoted(by));
      sql.append(mark == null ? " IS NOT NULL" : comparison(mark));
    }
    order.addAll(table.keys().isEmpty() ? primaryKey(connection, table) : table.keys());
    if (!order.isEmpty()) {
      sql.append(" ORDER BY ").append(list(order, names));
    }
    Object from = by == null || mark == null ? null : mark.from(table.overlap());
    return new SelectStatement(sql.toString(), from);
  }

  /** Several rows may have the time of the mark, and not all of them be there yet. */
  private static String comparison(Mark mark) {
    return mark.kind() == Mark.Kind.NUMBER ? " > ?" : " >= ?";
  }

  private static String source(TableDefinition table, SqlNames names) {
    if (table.table() == null) {
      // On lines of its own: it may end with a comment.
      return "(\n" + table.query() + "\n) " + names.quoted("extract");
    }
    return names.table(table.schema(), table.table());
  }

  /** The key's columns in their order; none where there is no table or it has no key. */
  private static List<String> primaryKey(Connection connection, TableDefinition table)
      throws SQLException {
    if (table.table() == null) {
      return List.of();
    }
    DatabaseMetaData database = connection.getMetaData();
    String schema = table.schema() == null ? connection.getSchema() : table.schema();
    SortedMap<Integer, String> key = new TreeMap<>();
    try (ResultSet columns =
        database.getPrimaryKeys(connection.getCatalog(), schema, table.table())) {
      while (columns.next()) {
        key.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
      }
    }
    return new ArrayList<>(key.values());
  }

  private static String list(List<String> columns, SqlNames names) {
    return names.list(new LinkedHashSet<>(columns));
  }
}
