package io.millrace.udfs.dataset;

import org.jspecify.annotations.Nullable;

/**
 * What to read of a file, and how.
 *
 * @param table of a file that may hold several: the sheet's or the member's name; empty for the
 *     first sheet, or the array that is the whole document
 * @param dialect of CSV; null to detect it
 * @param header of Excel: whether the first row names the columns
 */
public record TableOptions(String table, @Nullable CsvDialect dialect, boolean header) {
  /** Everything detected, the first table. */
  public static final TableOptions DETECTED = new TableOptions("", null, true);

  /** The same with CSV written so. */
  public TableOptions withDialect(CsvDialect other) {
    return new TableOptions(table, other, header);
  }

  /** The same of another table. */
  public TableOptions withTable(String name) {
    return new TableOptions(name, dialect, header);
  }
}
