package io.millrace.service.extract;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.sql.CellReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Follows the highest value of a column while rows go by. Infinite times are passed over, and a
 * time of the future counts as now: one wrong row must not hide all that come after it.
 */
final class HighWater {
  private final int column;
  private final Mark.Kind kind;
  private @Nullable BigDecimal number;
  private @Nullable LocalDateTime time;

  private HighWater(int column, Mark.Kind kind) {
    this.column = column;
    this.kind = kind;
  }

  /**
   * Begins at a mark, below which it does not fall.
   *
   * @throws ProblemException if there is no such column, or none of its type can be followed
   */
  static HighWater of(ResultSetMetaData columns, String by, @Nullable Mark from)
      throws SQLException {
    int column = 0;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnLabel(i).equals(by)) {
        column = i;
      }
    }
    Mark.Kind kind = column == 0 ? null : kind(columns, column);
    if (kind == null) {
      throw refused("Increments need a column '" + by + "' of numbers, times or dates");
    }
    HighWater highWater = new HighWater(column, kind);
    if (from != null) {
      highWater.begin(from);
    }
    return highWater;
  }

  private static Mark.@Nullable Kind kind(ResultSetMetaData columns, int column)
      throws SQLException {
    return switch (columns.getColumnType(column)) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL ->
          Mark.Kind.NUMBER;
      case Types.DATE -> Mark.Kind.DATE;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          CellReader.hasZone(columns, column) ? Mark.Kind.TIME_WITH_ZONE : Mark.Kind.TIME;
      default -> null;
    };
  }

  private void begin(Mark from) {
    if (from.kind() != kind) {
      throw refused(
          "The column that increments follow has another type now: read it with full=true");
    }
    if (kind == Mark.Kind.NUMBER) {
      number = new BigDecimal(from.text());
    } else {
      time = LocalDateTime.parse(from.text());
    }
  }

  /** Takes the row at which a result stands. */
  void see(ResultSet row) throws SQLException {
    if (kind == Mark.Kind.NUMBER) {
      // Not getBigDecimal: PostgreSQL's NaN is none.
      if (row.getObject(column) instanceof Number value && !(value instanceof Double)) {
        BigDecimal seen = new BigDecimal(value.toString());
        number = number == null ? seen : number.max(seen);
      }
      return;
    }
    LocalDateTime seen = time(row);
    if (seen != null && (time == null || seen.isAfter(time))) {
      time = seen;
    }
  }

  private @Nullable LocalDateTime time(ResultSet row) throws SQLException {
    if (kind == Mark.Kind.DATE) {
      LocalDate date = row.getObject(column, LocalDate.class);
      return date == null || CellReader.INFINITE.contains(date) ? null : date.atStartOfDay();
    }
    if (kind == Mark.Kind.TIME_WITH_ZONE) {
      OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
      return at == null || CellReader.INFINITE.contains(at)
          ? null
          : at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    LocalDateTime at = row.getObject(column, LocalDateTime.class);
    return at == null || CellReader.INFINITE.contains(at) ? null : at;
  }

  /** The highest so far, or null if there was none. */
  @Nullable Mark mark(LocalDateTime utcNow) {
    if (number != null) {
      return new Mark(kind, number.toPlainString());
    }
    return time == null ? null : Mark.of(kind, time, utcNow);
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(ProblemCode.UNREADABLE_TABLE, detail);
  }
}
