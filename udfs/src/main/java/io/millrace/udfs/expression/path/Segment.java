package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a query.
 *
 * @param descendant whether the selectors apply to the node and all below it
 */
record Segment(boolean descendant, List<Selector> selectors) {
  private static final int DEEPEST = 1_000;

  boolean singular() {
    return !descendant && selectors.size() == 1 && selectors.get(0).singular();
  }

  void select(@Nullable Object node, @Nullable Object root, Found found)
      throws ExpressionException {
    select(node, root, found, 0);
  }

  private void select(@Nullable Object node, @Nullable Object root, Found found, int depth)
      throws ExpressionException {
    if (depth > DEEPEST) {
      throw ExpressionException.failed("The value is nested deeper than " + DEEPEST);
    }
    for (Selector selector : selectors) {
      selector.select(node, root, found);
    }
    if (descendant) {
      for (Object child : children(node)) {
        select(child, root, found, depth + 1);
      }
    }
  }

  static Iterable<?> children(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return map.values();
    }
    return node instanceof List<?> list ? list : List.of();
  }
}
