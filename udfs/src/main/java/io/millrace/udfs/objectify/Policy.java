package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which of several statements about one property wins. Each is a total order over what was said,
 * and not over when it came, so any order of arrival gives the same winner.
 */
public enum Policy {
  /** What was observed last; of the same time what has the higher priority. */
  NEWEST {
    @Override
    int first(Statement a, Statement b) {
      int at = a.getAt().compareTo(b.getAt());
      return at == 0 ? Integer.compare(a.getPriority(), b.getPriority()) : at;
    }
  },
  /** What has the highest priority; of the same what was observed last. */
  PRIORITY {
    @Override
    int first(Statement a, Statement b) {
      int priority = Integer.compare(a.getPriority(), b.getPriority());
      return priority == 0 ? a.getAt().compareTo(b.getAt()) : priority;
    }
  },
  /** What was observed first, unless a person says otherwise. */
  FIRST {
    @Override
    int first(Statement a, Statement b) {
      int edit = Boolean.compare(isEdit(a), isEdit(b));
      int order = edit == 0 ? b.getAt().compareTo(a.getAt()) : edit;
      return order == 0 ? Integer.compare(a.getPriority(), b.getPriority()) : order;
    }
  };

  /** Where neither time nor priority decides: any order will do that all runs have. */
  private static final Comparator<Statement> REST =
      Comparator.comparing(Statement::getSource)
          .thenComparingLong(Statement::getVersion)
          .thenComparing(Statement::getTopic)
          .thenComparingInt(Statement::getPartition)
          .thenComparingLong(Statement::getPosition)
          .thenComparingInt(Statement::getIndex);

  abstract int first(Statement a, Statement b);

  /** Positive where the first wins over the second; 0 where both are the same statement. */
  int compare(Statement a, Statement b) {
    int first = first(a, b);
    return first == 0 ? REST.compare(a, b) : first;
  }

  private static boolean isEdit(Statement statement) {
    return statement.getKind() == StatementKind.EDITED;
  }

  /** The name in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names in documents. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Policy::word).toList();
  }

  /** The one of this name, or null. */
  public static @Nullable Policy named(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst().orElse(null);
  }
}
