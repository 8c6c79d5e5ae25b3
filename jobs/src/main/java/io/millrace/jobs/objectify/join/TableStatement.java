package io.millrace.jobs.objectify.join;

import io.millrace.udfs.dataset.sql.CellReader;
import io.millrace.udfs.dataset.sql.SqlNames;
import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table by key. The database compares the keys, and may do so in its own way (without
 * regard to case, say); where a row cannot be told to be of one key alone, each is asked for by
 * itself.
 */
final class TableStatement implements JoinStatement {
  /** Enough to know that there are several. */
  private static final int MOST_ROWS = 2;

  private final JoinSource.Table table;

  TableStatement(JoinSource.Table table) {
    this.table = table;
  }

  private record Row(List<@Nullable Object> key, Map<String, @Nullable Object> cells) {}

  @Override
  public List<JoinAnswer.Found> run(Connection connection, List<List<Object>> keys)
      throws SQLException {
    if (keys.size() > 1) {
      List<JoinAnswer.Found> found = together(connection, keys);
      if (!found.isEmpty()) {
        return found;
      }
    }
    List<JoinAnswer.Found> found = new ArrayList<>(keys.size());
    for (List<Object> key : keys) {
      found.add(found(rows(connection, List.of(key))));
    }
    return found;
  }

  /** All at once; empty where that does not tell which row is whose. */
  private List<JoinAnswer.Found> together(Connection connection, List<List<Object>> keys)
      throws SQLException {
    if (alike(keys)) {
      return List.of();
    }
    List<Row> rows = rows(connection, keys);
    Map<List<Object>, List<Row>> byKey = new HashMap<>();
    keys.forEach(key -> byKey.put(comparable(key), new ArrayList<>()));
    for (Row row : rows) {
      List<Row> of = byKey.get(row.key());
      if (of == null) {
        return List.of();
      }
      of.add(row);
    }
    // Rows of one key may have left no room for those of others.
    if (rows.size() >= most(keys)) {
      return List.of();
    }
    return keys.stream().map(key -> found(byKey.getOrDefault(comparable(key), List.of()))).toList();
  }

  /** Whether a database might take two of them for the same. */
  private static boolean alike(List<List<Object>> keys) {
    Set<String> folded = new HashSet<>();
    return !keys.stream()
        .map(key -> comparable(key).toString().toLowerCase(Locale.ROOT).replace(" ", ""))
        .allMatch(folded::add);
  }

  private static JoinAnswer.Found found(List<Row> rows) {
    return rows.isEmpty()
        ? JoinAnswer.NOTHING
        : new JoinAnswer.Found(rows.stream().limit(MOST_ROWS).map(Row::cells).toList());
  }

  private List<Row> rows(Connection connection, List<List<Object>> keys) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql(connection, keys.size()))) {
      statement.setMaxRows(most(keys));
      JoinStatement.bind(statement, 1, keys);
      try (ResultSet result = statement.executeQuery()) {
        List<CellReader> readers = new ArrayList<>();
        for (int i = 1; i <= table.keys().size() + table.columns().size(); i++) {
          readers.add(CellReader.of(result.getMetaData(), i));
        }
        while (result.next()) {
          rows.add(row(result, readers));
        }
      }
    }
    return rows;
  }

  private static int most(List<List<Object>> keys) {
    return keys.size() == 1 ? MOST_ROWS : MOST_ROWS * keys.size() + 1;
  }

  private Row row(ResultSet result, List<CellReader> readers) throws SQLException {
    List<@Nullable Object> key = new ArrayList<>();
    Map<String, @Nullable Object> cells = new HashMap<>();
    for (int i = 0; i < readers.size(); i++) {
      boolean ofKey = i < table.keys().size();
      String name = ofKey ? table.keys().get(i) : table.columns().get(i - table.keys().size());
      if (ofKey) {
        key.add(result.getObject(i + 1));
      }
      Object cell = readers.get(i).read(result, i + 1);
      if (cell != null) {
        cells.put(name, cell);
      }
    }
    return new Row(comparable(key), cells);
  }

  /** Numbers by value, whatever their type. */
  private static List<Object> comparable(List<? extends @Nullable Object> key) {
    return key.stream().map(TableStatement::comparable).collect(Collectors.toList());
  }

  private static Object comparable(@Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return new BigDecimal(number.toString()).stripTrailingZeros();
    }
    return value instanceof Boolean ? value : String.valueOf(value);
  }

  private String sql(Connection connection, int keys) throws SQLException {
    SqlNames names;
    String from;
    String columns;
    try {
      names = SqlNames.of(connection);
      from = names.table(table.schema(), table.table());
      columns = names.list(table.keys()) + ", " + names.list(table.columns());
    } catch (IllegalArgumentException e) {
      throw new SQLException(e.getMessage(), "42602", e);
    }
    String one =
        table.keys().stream()
            .map(key -> names.quoted(key) + " = ?")
            .collect(Collectors.joining(" AND ", "(", ")"));
    return "SELECT %s FROM %s WHERE %s"
        .formatted(
            columns,
            from,
            String.join(" OR ", Collections.nCopies(JoinStatement.padded(keys), one)));
  }
}
