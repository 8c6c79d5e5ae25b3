package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.ColumnNames;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook: its first row that is not empty names the columns. */
final class ExcelTableReader implements TableReader {
  private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

  private final TemporaryCopy copy;
  private final ReadableWorkbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final List<String> columns;
  private @Nullable Row ahead;
  private long number;

  private ExcelTableReader(
      TemporaryCopy copy, ReadableWorkbook workbook, Stream<Row> stream, boolean header)
      throws IOException {
    this.copy = copy;
    this.workbook = workbook;
    this.stream = stream;
    this.rows = stream.iterator();
    Row first = filled();
    if (first == null) {
      this.columns = List.of();
    } else if (header) {
      this.columns = ColumnNames.of(texts(first));
    } else {
      this.columns = ColumnNames.numbered(1, first.getCellCount());
      this.ahead = first;
    }
  }

  /**
   * @param sheet its name, or empty for the first one
   */
  static TableReader open(InputStream in, String sheet, boolean header) throws IOException {
    TemporaryCopy copy = TemporaryCopy.of(in);
    ReadableWorkbook workbook = null;
    try {
      workbook = workbook(copy);
      Stream<Row> rows = sheet(workbook, sheet).openStream();
      return new ExcelTableReader(copy, workbook, rows, header);
    } catch (IOException e) {
      close(workbook, copy);
      throw e;
    } catch (RuntimeException e) {
      close(workbook, copy);
      throw damaged(e);
    }
  }

  private static void close(@Nullable ReadableWorkbook workbook, TemporaryCopy copy)
      throws IOException {
    if (workbook != null) {
      workbook.close();
    }
    copy.close();
  }

  /** The names of the sheets in their order. */
  static List<String> tables(InputStream in) throws IOException {
    try (TemporaryCopy copy = TemporaryCopy.of(in);
        ReadableWorkbook workbook = workbook(copy)) {
      return workbook.getSheets().map(Sheet::getName).toList();
    }
  }

  private static ReadableWorkbook workbook(TemporaryCopy copy) throws IOException {
    ZipGuard.check(copy.file(), copy.size());
    try {
      return new ReadableWorkbook(copy.file().toFile(), WITH_FORMATS);
    } catch (ExcelReaderException e) {
      return withoutFormats(copy);
    }
  }

  /** A workbook need not have formats; then it has no dates either. */
  private static ReadableWorkbook withoutFormats(TemporaryCopy copy) throws TableException {
    try {
      return new ReadableWorkbook(copy.file().toFile());
    } catch (IOException | RuntimeException e) {
      // The copy is here and a whole zip file, so it is what it holds that cannot be read.
      throw damaged(e);
    }
  }

  private static Sheet sheet(ReadableWorkbook workbook, String name) throws TableException {
    if (name.isEmpty()) {
      return workbook.getFirstSheet();
    }
    return workbook
        .findSheet(name)
        .orElseThrow(() -> new TableException("The workbook has no sheet '" + name + "'"));
  }

  private static TableException damaged(Exception e) {
    return new TableException("The workbook is damaged: " + e.getMessage(), e);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    Row row = ahead == null ? filled() : ahead;
    ahead = null;
    return row == null ? null : row(row, ++number);
  }

  /** The next row that has a value. */
  private @Nullable Row filled() throws IOException {
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (row.stream().anyMatch(cell -> !ExcelCell.isEmpty(cell))) {
          return row;
        }
      }
      return null;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private TableRow row(Row row, long number) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    try {
      for (int i = 0; i < row.getCellCount(); i++) {
        Cell cell = row.getCell(i);
        if (ExcelCell.isEmpty(cell)) {
          continue;
        }
        if (i >= columns.size()) {
          throw ExcelCell.refused(cell, "stands beyond the " + columns.size() + " columns");
        }
        values.put(columns.get(i), ExcelCell.value(cell));
      }
      return new TableRow.Values(number, values);
    } catch (RefusedException e) {
      String reason = String.valueOf(e.getMessage());
      return new TableRow.Unreadable(number, RefusalCode.MALFORMED_SHEET, reason, new byte[0]);
    }
  }

  private static List<@Nullable String> texts(Row header) throws TableException {
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < header.getCellCount(); i++) {
      Cell cell = header.getCell(i);
      try {
        texts.add(ExcelCell.isEmpty(cell) ? null : String.valueOf(ExcelCell.value(cell)));
      } catch (RefusedException e) {
        throw new TableException("The header cannot be read: " + e.getMessage(), e);
      }
    }
    return texts;
  }

  @Override
  public void close() throws IOException {
    try (copy;
        workbook) {
      stream.close();
    }
  }
}
