package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds two or three columns that identify the rows of a table together, by reading it again. */
final class CompositeKeyFinder {
  /** Most columns that are tried: 28 pairs, 56 triples, at most 256 KiB each. */
  private static final int CANDIDATES = 8;

  /** What names say: what numbers rows within something more than what names something. */
  private static final double ORDER = 3.5;

  private static final double IDENTITY = 3;
  private static final double TIME = 2;
  private static final double LEAST = TIME;

  private CompositeKeyFinder() {}

  /** The best set of fewest columns, or none. */
  static List<ColumnProfile> find(TableProfile table) throws IOException {
    List<ColumnProfile> candidates =
        table.columns().stream()
            .filter(column -> column.mayIdentify() && column.present() == table.rows())
            .filter(column -> worth(column) >= LEAST)
            .sorted(
                Comparator.comparingDouble((ColumnProfile column) -> -worth(column))
                    .thenComparing(ColumnProfile::place))
            .limit(CANDIDATES)
            .sorted(Comparator.comparing(ColumnProfile::place))
            .toList();
    for (int size = 2; size <= 3; size++) {
      List<ColumnProfile> best = best(table, subsets(candidates, size));
      if (!best.isEmpty()) {
        return best;
      }
    }
    return List.of();
  }

  private static double worth(ColumnProfile column) {
    if (Words.order(column.words())) {
      return ORDER;
    }
    if (Words.identity(column.words())) {
      return IDENTITY;
    }
    return Words.time(column.name()) ? TIME : 0;
  }

  private static List<ColumnProfile> best(TableProfile table, List<List<ColumnProfile>> subsets)
      throws IOException {
    Map<List<ColumnProfile>, DistinctValues> seen = new LinkedHashMap<>();
    subsets.forEach(subset -> seen.put(subset, new DistinctValues()));
    try (TableReader reader = table.table().opener().open()) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        if (row instanceof TableRow.Values values) {
          seen.forEach((subset, distinct) -> distinct.add(values(subset, values)));
        }
      }
    }
    return seen.entrySet().stream()
        .filter(entry -> entry.getValue().allDifferent(table.rows()))
        .map(Map.Entry::getKey)
        .max(Comparator.comparingDouble(CompositeKeyFinder::together))
        .orElse(List.of());
  }

  private static List<Object> values(List<ColumnProfile> columns, TableRow.Values row) {
    List<Object> values = new ArrayList<>(columns.size());
    for (ColumnProfile column : columns) {
      Object value = row.values().get(column.name());
      values.add(value == null ? "" : value);
    }
    return values;
  }

  /** Of equal worth those of earlier columns come first. */
  private static double together(List<ColumnProfile> columns) {
    double worth = columns.stream().mapToDouble(CompositeKeyFinder::worth).sum();
    int places = columns.stream().mapToInt(ColumnProfile::place).sum();
    return worth - places / 1e6;
  }

  private static List<List<ColumnProfile>> subsets(List<ColumnProfile> of, int size) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<ColumnProfile>> subsets = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      for (List<ColumnProfile> rest : subsets(of.subList(i + 1, of.size()), size - 1)) {
        List<ColumnProfile> subset = new ArrayList<>(List.of(of.get(i)));
        subset.addAll(rest);
        subsets.add(List.copyOf(subset));
      }
    }
    return subsets;
  }
}
