package io.millrace.service.extract;

import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.ColumnNames;
import io.millrace.udfs.dataset.sql.CellReader;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the rows of a table as JSON lines, a batch of them in memory. */
@Component
public class TableExtraction {
  private static final JsonMapper JSON = new JsonMapper();

  private final Connections connections;
  private final Clock clock;

  TableExtraction(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * What was written.
   *
   * @param mark the highest value that increments have seen; null where they follow no column, or
   *     it has no value yet
   */
  public record Extracted(long rows, @Nullable Mark mark) {}

  /**
   * Reads one state of the table and writes it.
   *
   * @param whole all rows; else those that came after the mark, less the overlap
   * @param mark null for the first increment
   * @throws ProblemException if the table cannot be read, or its database does not answer
   */
  public Extracted write(
      TableDefinition table, boolean whole, @Nullable Mark mark, OutputStream out)
      throws IOException {
    try (Connection connection = connections.open(table.connection())) {
      SelectStatement select = SelectStatement.of(connection, table, whole, mark);
      try (PreparedStatement statement = connection.prepareStatement(select.sql())) {
        statement.setFetchSize(connections.account(table.connection()).batch());
        if (select.from() != null) {
          statement.setObject(1, select.from());
        }
        try (ResultSet rows = statement.executeQuery()) {
          return copy(rows, highWater(table, whole ? null : mark, rows), out);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw connections.problem(table.connection(), e);
    }
  }

  private static @Nullable HighWater highWater(
      TableDefinition table, @Nullable Mark mark, ResultSet rows) throws SQLException {
    return table.by() == null ? null : HighWater.of(rows.getMetaData(), table.by(), mark);
  }

  private Extracted copy(ResultSet rows, @Nullable HighWater highWater, OutputStream out)
      throws SQLException, IOException {
    ResultSetMetaData columns = rows.getMetaData();
    List<@Nullable String> labels = new ArrayList<>();
    List<CellReader> readers = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
      readers.add(CellReader.of(columns, i));
    }
    List<String> names = ColumnNames.of(labels);
    long count = 0;
    while (rows.next()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < readers.size(); i++) {
        row.put(names.get(i), readers.get(i).read(rows, i + 1));
      }
      out.write(JSON.writeValueAsBytes(row));
      out.write('\n');
      count++;
      if (highWater != null) {
        highWater.see(rows);
      }
    }
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Extracted(count, highWater == null ? null : highWater.mark(now));
  }
}
