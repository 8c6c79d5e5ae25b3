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
  NEWEST(Comparator.comparing(Statement::getAt).thenComparingInt(Statement::getPriority)),
  /** What has the highest priority; of the same what was observed last. */
  PRIORITY(Comparator.comparingInt(Statement::getPriority).thenComparing(Statement::getAt)),
  /** What was observed first, unless a person says otherwise. */
  FIRST(
      Comparator.comparing(Policy::isEdit)
          .thenComparing(Comparator.comparing(Statement::getAt).reversed())
          .thenComparingInt(Statement::getPriority));

  private final Comparator<Statement> order;

  Policy(Comparator<Statement> order) {
    this.order =
        order
            .thenComparing(Statement::getSource)
            .thenComparingLong(Statement::getVersion)
            .thenComparing(Statement::getTopic)
            .thenComparingInt(Statement::getPartition)
            .thenComparingLong(Statement::getPosition)
            .thenComparingInt(Statement::getIndex);
  }

  /** Positive where the first wins over the second; 0 where both are the same statement. */
  int compare(Statement a, Statement b) {
    return order.compare(a, b);
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
