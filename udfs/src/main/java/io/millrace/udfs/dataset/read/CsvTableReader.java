package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.ColumnNames;
import io.millrace.udfs.dataset.CsvDialect;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table as CSV: every value is a text, an empty cell is not there. */
final class CsvTableReader implements TableReader {
  private final CsvRecords records;
  private final List<String> columns;
  private CsvRecords.@Nullable Read ahead;
  private long number;

  private CsvTableReader(CsvRecords records, boolean header) throws IOException {
    this.records = records;
    CsvRecords.Read first = records.next();
    if (first != null && first.code() != null) {
      throw new TableException("The first row cannot be read: " + first.reason());
    }
    if (header) {
      this.columns = first == null ? List.of() : ColumnNames.of(first.cells());
    } else {
      this.columns = first == null ? List.of() : ColumnNames.numbered(1, first.cells().size());
      this.ahead = first;
    }
  }

  /**
   * @param dialect null to detect it
   */
  static TableReader open(InputStream in, @Nullable CsvDialect dialect) throws IOException {
    InputStream text = Utf8Input.of(in, dialect == null ? "" : dialect.encoding());
    if (dialect != null) {
      return open(new Lines(text), dialect);
    }
    Beginning beginning = Beginning.of(text);
    return open(new Lines(beginning.all()), DialectDetection.of(beginning.bytes()));
  }

  private static TableReader open(Lines lines, CsvDialect dialect) throws IOException {
    return new CsvTableReader(new CsvRecords(lines, dialect), dialect.header());
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    CsvRecords.Read read = ahead == null ? records.next() : ahead;
    ahead = null;
    return read == null ? null : row(read, ++number);
  }

  private TableRow row(CsvRecords.Read read, long number) {
    if (read.code() != null) {
      return new TableRow.Unreadable(number, read.code(), read.reason(), read.first());
    }
    List<@Nullable String> cells = read.cells();
    if (cells.size() != columns.size()) {
      String reason = cells.size() + " cells for " + columns.size() + " columns";
      return new TableRow.Unreadable(number, RefusalCode.MALFORMED_CSV, reason, read.first());
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String cell = cells.get(i);
      if (cell != null) {
        values.put(columns.get(i), cell);
      }
    }
    return new TableRow.Values(number, values);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
