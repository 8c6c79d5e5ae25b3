package io.millrace.udfs.dataset.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds primary keys of one column: values in every row, no two the same, a name like a key's. A
 * column that is the key of a larger table is not taken where several columns together are one, for
 * it rather refers to that table.
 */
final class KeyFinder {
  /** How much the name of a key speaks for it; the share of rows does the rest. */
  private static final double OF_ITS_TABLE = 1;

  private static final double BARE_IDENTITY = 0.95;
  private static final double BEGINS_LIKE_TABLE = 0.9;
  private static final double SOME_IDENTITY = 0.7;
  private static final double FIRST_COLUMN = 0.4;
  private static final double ANY = 0.2;

  /** As for references: some of the values may be missing there. */
  private static final double WITHIN = 0.95;

  private final List<TableProfile> tables;

  KeyFinder(List<TableProfile> tables) {
    this.tables = tables;
  }

  /**
   * A column that identifies the rows of its table.
   *
   * @param name how much its name speaks for it, from 0 to 1
   * @param foreign whether it rather refers to a larger table
   */
  record Single(ColumnProfile column, double name, boolean foreign) {}

  /** The best column, or null where none identifies rows. */
  @Nullable Single single(TableProfile table) {
    List<Single> found = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      if (table.rows() > 0 && column.identifies(table.rows())) {
        found.add(new Single(column, name(table, column), foreign(table, column)));
      }
    }
    return found.stream()
        .max(
            Comparator.comparingDouble(Single::name)
                .thenComparing(one -> one.column().place(), Comparator.reverseOrder()))
        .orElse(null);
  }

  private static double name(TableProfile table, ColumnProfile column) {
    List<String> words = column.words();
    List<String> stem = Words.stem(words);
    if (Words.identity(words)) {
      if (stem.isEmpty()) {
        return BARE_IDENTITY;
      }
      if (stem.equals(table.words())) {
        return OF_ITS_TABLE;
      }
      boolean begins =
          table.words().size() > stem.size() && table.words().subList(0, stem.size()).equals(stem);
      return begins ? BEGINS_LIKE_TABLE : SOME_IDENTITY;
    }
    return column.place() == 0 ? FIRST_COLUMN : ANY;
  }

  private boolean foreign(TableProfile table, ColumnProfile column) {
    return tables.stream()
        .filter(other -> other != table)
        .flatMap(other -> other.columns().stream().filter(key -> key.identifies(other.rows())))
        .anyMatch(
            key ->
                key.words().equals(column.words())
                    && key.distinct().count() > column.distinct().count()
                    && column.distinct().within(key.distinct()) >= WITHIN);
  }
}
