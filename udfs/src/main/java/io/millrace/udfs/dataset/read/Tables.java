package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Opens tables. */
public final class Tables {
  private Tables() {}

  /**
   * A reader, which closes the stream when it is closed. A workbook or a Parquet file is copied to
   * a temporary file first.
   *
   * @throws io.millrace.udfs.dataset.TableException if it is no table of this format
   */
  public static TableReader open(TableFormat format, InputStream in, TableOptions options)
      throws IOException {
    try {
      return switch (format) {
        case CSV -> CsvTableReader.open(in, options.dialect());
        case JSON_LINES -> new JsonLinesReader(in);
        case JSON -> JsonTableReader.open(in, options.table());
        case EXCEL -> ExcelTableReader.open(in, options.table(), options.header());
        case AVRO -> new AvroTableReader(in);
        case PARQUET -> ParquetTableReader.open(in);
      };
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The tables of a file, for {@link TableOptions#table()}; one empty name where it is one table
   * itself.
   */
  public static List<String> names(TableFormat format, InputStream in) throws IOException {
    return switch (format) {
      case CSV, JSON_LINES, AVRO, PARQUET -> List.of("");
      case JSON -> JsonTableReader.tables(in);
      case EXCEL -> ExcelTableReader.tables(in);
    };
  }
}
