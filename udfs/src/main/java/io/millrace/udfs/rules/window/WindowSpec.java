package io.millrace.udfs.rules.window;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Event;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a window rule computes.
 *
 * @param filtered whether its first condition says which events belong
 * @param levels from the least to the most severe
 * @param lateness for how long after its end a window is corrected: milliseconds
 * @param causes how many of a window's events an alert names, the latest ones
 * @param limit most panes, sessions or events that are kept of one key
 * @param stop what becomes of a key that reaches the limit: the rule stops for it, or else the
 *     oldest are dropped
 * @param reads properties that causes keep
 */
record WindowSpec(
    Shape shape,
    boolean filtered,
    List<Column> columns,
    List<Aggregate> aggregates,
    List<Level> levels,
    long lateness,
    int causes,
    int limit,
    boolean stop,
    Set<String> reads) {

  /**
   * The cells of an event; null where it has nothing to say: it lacks every value that is asked
   * for.
   */
  long @Nullable [] cells(Event event) throws ExpressionException {
    long[] cells = new long[columns.size()];
    boolean any = cells.length == 0;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = columns.get(i).cell(event);
      any |= cells[i] != Column.MISSING;
    }
    return any ? cells : null;
  }
}
