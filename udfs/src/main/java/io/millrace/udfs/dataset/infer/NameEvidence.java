package io.millrace.udfs.dataset.infer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What names say about whether a column refers to a table.
 *
 * @param weight from 0 to 1
 */
record NameEvidence(double weight, String reason) {
  /** Shorter words begin like too many others. */
  private static final int SHORTEST_BEGINNING = 4;

  /** What a column's name says of a target's key, or null where it says nothing. */
  static @Nullable NameEvidence of(
      TableProfile table, ColumnProfile column, TableProfile target, ColumnProfile key) {
    List<String> words = column.words();
    List<String> stem = Words.stem(words);
    boolean specific = !Words.stem(key.words()).isEmpty();
    if (specific && table != target && words.equals(key.words())) {
      return new NameEvidence(1, "is called like the key");
    }
    if (Words.identity(words) && stem.equals(target.words())) {
      return new NameEvidence(1, "is called like the table");
    }
    if (specific && Words.endsWith(words, key.words()) && words.size() > key.words().size()) {
      return new NameEvidence(0.9, "ends like the key");
    }
    if (Words.endsWith(stem, target.words())) {
      return new NameEvidence(0.9, "ends like the table");
    }
    if (table == target && Words.above(words)) {
      return new NameEvidence(0.6, "says that it is another of the same");
    }
    if (table != target && begins(stem, target.words())) {
      return new NameEvidence(0.6, "shares a word with the table");
    }
    return null;
  }

  private static boolean begins(List<String> column, List<String> table) {
    return column.stream()
        .anyMatch(
            word ->
                word.length() >= SHORTEST_BEGINNING
                    && table.stream().anyMatch(other -> other.startsWith(word)));
  }
}
