package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.inference.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds foreign keys: nearly all values of a column are keys of a table, and the names agree.
 * Values alone do not do, for whole numbers from 1 on are among the keys of every table.
 */
final class ReferenceFinder {
  /** Real tables lack some of what others refer to. */
  private static final double LEAST_WITHIN = 0.9;

  private final List<TableProfile> tables;
  private final Map<TableProfile, List<ColumnProfile>> keys;

  /**
   * @param keys the primary key of each table that has one
   */
  ReferenceFinder(List<TableProfile> tables, Map<TableProfile, List<ColumnProfile>> keys) {
    this.tables = tables;
    this.keys = keys;
  }

  /** The references of a table, in the order of its columns. */
  List<ForeignKey> of(TableProfile table) {
    List<ForeignKey> found = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      if (column.mayIdentify()) {
        Candidate best = best(table, column);
        if (best != null) {
          found.add(best.foreignKey());
        }
      }
    }
    return found;
  }

  /**
   * @param coverage which share of the target's keys are referred to; decides between equals
   */
  private record Candidate(ForeignKey foreignKey, double weight, double coverage) {
    boolean isBetterThan(@Nullable Candidate other) {
      if (other == null || weight != other.weight) {
        return other == null || weight > other.weight;
      }
      return coverage > other.coverage;
    }
  }

  private @Nullable Candidate best(TableProfile table, ColumnProfile column) {
    Candidate best = null;
    for (TableProfile target : tables) {
      List<ColumnProfile> key = keys.getOrDefault(target, List.of());
      if (key.size() != 1 || key.get(0) == column) {
        continue;
      }
      Candidate candidate = candidate(table, column, target, key.get(0));
      if (candidate != null && candidate.isBetterThan(best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static @Nullable Candidate candidate(
      TableProfile table, ColumnProfile column, TableProfile target, ColumnProfile key) {
    NameEvidence name = NameEvidence.of(table, column, target, key);
    if (name == null || isOwnKey(table, column) || column.wholeNumbers() != key.wholeNumbers()) {
      return null;
    }
    double within = column.distinct().within(key.distinct());
    if (within < LEAST_WITHIN) {
      return null;
    }
    long values = Math.round(column.distinct().count());
    long found = Math.round(values * within);
    double confidence = Math.round(Confidence.of(found, values) * name.weight() * 100) / 100.0;
    ForeignKey foreignKey =
        new ForeignKey(
            table.name(),
            column.name(),
            target.name(),
            key.name(),
            values,
            found,
            column.distinct().allDifferent(column.present()),
            confidence,
            name.reason());
    return new Candidate(foreignKey, name.weight(), found / key.distinct().count());
  }

  /** A column that identifies rows and is called like their table refers to nothing else. */
  private static boolean isOwnKey(TableProfile table, ColumnProfile column) {
    List<String> stem = Words.stem(column.words());
    return (stem.isEmpty() || stem.equals(table.words())) && column.identifies(table.rows());
  }
}
