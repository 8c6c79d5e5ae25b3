package io.millrace.udfs.dataset;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a table and tells what it has. */
public final class TableSurvey {
  /** More are no columns, but keys of maps that are written as rows. */
  public static final int MOST_COLUMNS = 10_000;

  private final Map<String, Seen> columns = new LinkedHashMap<>();
  private long rows;
  private long unreadable;

  private static final class Seen {
    private final EnumSet<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
    private long present;
  }

  /**
   * @param columns as the reader names them before its first row
   */
  public TableSurvey(List<String> columns) {
    columns.forEach(column -> this.columns.put(column, new Seen()));
  }

  /**
   * Takes the next row.
   *
   * @throws TableException if there are too many columns
   */
  public void add(TableRow row) throws TableException {
    rows++;
    if (row instanceof TableRow.Values readable) {
      readable.values().forEach(this::add);
    } else {
      unreadable++;
    }
    if (columns.size() > MOST_COLUMNS) {
      throw new TableException("The table has more than " + MOST_COLUMNS + " columns");
    }
  }

  private void add(String column, @Nullable Object value) {
    Seen seen = columns.computeIfAbsent(column, name -> new Seen());
    if (value != null) {
      seen.kinds.add(ValueKind.of(value));
      seen.present++;
    }
  }

  /** What was seen so far. */
  public TableSchema schema() {
    List<TableSchema.Column> list =
        columns.entrySet().stream()
            .map(
                entry ->
                    new TableSchema.Column(
                        entry.getKey(),
                        Collections.unmodifiableSet(EnumSet.copyOf(entry.getValue().kinds)),
                        entry.getValue().present))
            .toList();
    return new TableSchema(list, rows, unreadable);
  }
}
