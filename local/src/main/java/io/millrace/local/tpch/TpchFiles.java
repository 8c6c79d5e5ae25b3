package io.millrace.local.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the tables of TPC-H as CSV, with the values of the benchmark's own {@code dbgen} and the
 * names of columns that its specification has ({@code O_ORDERKEY}).
 */
public final class TpchFiles {
  private TpchFiles() {}

  /**
   * Writes all eight.
   *
   * @param scale 1 is 1 GB: 150,000 customers and 6,000,000 line items
   * @param folder made where it is not there; files in it are overwritten
   * @return rows by table
   */
  public static Map<String, Long> write(double scale, Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Long> rows = new LinkedHashMap<>();
    for (TpchTable<?> table : TpchTable.getTables()) {
      rows.put(table.getTableName(), write(table, scale, folder));
    }
    return rows;
  }

  private static <E extends TpchEntity> long write(TpchTable<E> table, double scale, Path folder)
      throws IOException {
    long rows = 0;
    Path file = folder.resolve(table.getTableName() + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(header(table));
      for (E row : table.createGenerator(scale, 1, 1)) {
        out.write(line(row));
        rows++;
      }
    }
    return rows;
  }

  private static <E extends TpchEntity> String header(TpchTable<E> table) {
    return table.getColumns().stream()
        .map(TpchColumn::getColumnName)
        .map(name -> name.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(",", "", "\n"));
  }

  /** The row as dbgen writes it, a bar after each cell: no text of it has one. */
  private static String line(TpchEntity row) {
    return Arrays.stream(row.toLine().split("\\|"))
        .map(TpchFiles::cell)
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"') && !text.isEmpty();
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
