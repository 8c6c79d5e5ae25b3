package io.millrace.udfs.dataset.sql;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of a column as what JSON can hold without a loss: whole numbers that a long
 * holds, doubles and booleans as they are; decimals, times (ISO 8601), UUIDs and all else as text;
 * bytes as base64; arrays as lists. What is no number and no time in JSON (NaN, infinity) is text.
 */
@FunctionalInterface
public interface CellReader {
  /** Most digits that every long has. */
  int LONG_DIGITS = 18;

  /** What PostgreSQL's driver makes of infinite times. */
  Set<Temporal> INFINITE =
      Set.of(
          LocalDate.MAX,
          LocalDate.MIN,
          LocalDateTime.MAX,
          LocalDateTime.MIN,
          OffsetDateTime.MAX,
          OffsetDateTime.MIN);

  /** The cell of the row at which a result stands. */
  @Nullable Object read(ResultSet row, int column) throws SQLException;

  /** The reader of a column. */
  static CellReader of(ResultSetMetaData columns, int column) throws SQLException {
    return switch (columns.getColumnType(column)) {
      case Types.BIT, Types.BOOLEAN -> CellReader::flag;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> CellReader::whole;
      case Types.REAL, Types.FLOAT, Types.DOUBLE ->
          isNamed(columns, column, "money") ? ResultSet::getString : CellReader::number;
      case Types.NUMERIC, Types.DECIMAL -> {
        int digits = columns.getPrecision(column);
        boolean whole = columns.getScale(column) == 0 && digits > 0 && digits <= LONG_DIGITS;
        yield whole ? CellReader::wholeDecimal : CellReader::decimal;
      }
      case Types.DATE -> CellReader::date;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          hasZone(columns, column) ? CellReader::zonedTime : CellReader::localTime;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> CellReader::bytes;
      case Types.ARRAY -> CellReader::list;
      default -> ResultSet::getString;
    };
  }

  /** PostgreSQL has one JDBC type for times with and without zone. */
  static boolean hasZone(ResultSetMetaData columns, int column) throws SQLException {
    return columns.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
        || isNamed(columns, column, "timestamptz");
  }

  private static boolean isNamed(ResultSetMetaData columns, int column, String name)
      throws SQLException {
    return columns.getColumnTypeName(column).toLowerCase(Locale.ROOT).equals(name);
  }

  /** Bit strings have the type of flags too. */
  private static @Nullable Object flag(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof Boolean flag ? flag : row.getString(column);
  }

  private static @Nullable Object whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Object) value;
  }

  private static @Nullable Object number(ResultSet row, int column) throws SQLException {
    if (row.getObject(column) instanceof Number value) {
      return Double.isFinite(value.doubleValue()) ? value : row.getString(column);
    }
    return row.getString(column);
  }

  private static @Nullable Object wholeDecimal(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof BigDecimal value
        ? (Object) value.longValue()
        : row.getString(column);
  }

  private static @Nullable Object decimal(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof BigDecimal value
        ? value.toPlainString()
        : row.getString(column);
  }

  private static @Nullable Object date(ResultSet row, int column) throws SQLException {
    LocalDate date = row.getObject(column, LocalDate.class);
    return text(date, DateTimeFormatter.ISO_LOCAL_DATE, row, column);
  }

  private static @Nullable Object zonedTime(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return text(time, DateTimeFormatter.ISO_OFFSET_DATE_TIME, row, column);
  }

  private static @Nullable Object localTime(ResultSet row, int column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return text(time, DateTimeFormatter.ISO_LOCAL_DATE_TIME, row, column);
  }

  private static @Nullable Object text(
      @Nullable Temporal time, DateTimeFormatter form, ResultSet row, int column)
      throws SQLException {
    if (time == null) {
      return null;
    }
    return INFINITE.contains(time) ? row.getString(column) : form.format(time);
  }

  private static @Nullable Object bytes(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /** The elements come as a result of their own: a column of indexes, one of values. */
  private static @Nullable Object list(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    if (array == null) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>();
    try (ResultSet elements = array.getResultSet()) {
      CellReader reader = of(elements.getMetaData(), 2);
      while (elements.next()) {
        list.add(reader.read(elements, 2));
      }
    }
    return list;
  }
}
