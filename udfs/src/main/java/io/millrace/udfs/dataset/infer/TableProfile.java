package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table has.
 *
 * @param words of its name, each in the singular
 * @param rows that can be read
 */
record TableProfile(
    NamedTable table, List<String> words, long rows, long unreadable, List<ColumnProfile> columns) {
  /** Sketches of more columns would take more than 200 MB. */
  private static final int MOST_COLUMNS = 500;

  /** Reads all rows. */
  static TableProfile of(NamedTable table) throws IOException {
    Map<String, ColumnProfile> columns = new LinkedHashMap<>();
    long rows = 0;
    long unreadable = 0;
    try (TableReader reader = table.opener().open()) {
      reader.columns().forEach(name -> column(name, columns));
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        if (row instanceof TableRow.Values values) {
          rows++;
          values.values().forEach((name, value) -> add(name, value, columns));
        } else {
          unreadable++;
        }
        if (columns.size() > MOST_COLUMNS) {
          throw new TableException(table.name() + " has more than " + MOST_COLUMNS + " columns");
        }
      }
    }
    return new TableProfile(
        table, Words.singular(table.name()), rows, unreadable, List.copyOf(columns.values()));
  }

  private static void add(String name, @Nullable Object value, Map<String, ColumnProfile> columns) {
    ColumnProfile column = column(name, columns);
    if (value != null && !value.equals("")) {
      column.add(value);
    }
  }

  private static ColumnProfile column(String name, Map<String, ColumnProfile> columns) {
    return columns.computeIfAbsent(name, n -> new ColumnProfile(n, columns.size()));
  }

  String name() {
    return table.name();
  }
}
