package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.dataset.read.parquet.ParquetRows;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table as a Parquet file. What is damaged ends the table. */
final class ParquetTableReader implements TableReader {
  private final TemporaryCopy copy;
  private final ParquetRows rows;
  private long number;

  private ParquetTableReader(TemporaryCopy copy, ParquetRows rows) {
    this.copy = copy;
    this.rows = rows;
  }

  /** Copies the stream first: where its columns begin stands at its end. */
  static TableReader open(InputStream in) throws IOException {
    TemporaryCopy copy = TemporaryCopy.of(in);
    try {
      return new ParquetTableReader(copy, ParquetRows.open(copy.file()));
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  @Override
  public List<String> columns() {
    return rows.columns();
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    try {
      Map<?, ?> row = rows.next();
      return row == null ? null : RowValues.row(++number, row);
    } catch (RefusedException e) {
      String reason = String.valueOf(e.getMessage());
      return new TableRow.Unreadable(++number, e.code(), reason, new byte[0]);
    }
  }

  @Override
  public void close() throws IOException {
    try (copy) {
      rows.close();
    }
  }
}
