package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter compares or hands to a function: a value, or {@link #NOTHING}. */
@FunctionalInterface
interface PathOperand {
  /** RFC 9535's Nothing: what a query that finds none gives. It equals itself only. */
  Object NOTHING = new Object();

  @Nullable Object value(@Nullable Object node, @Nullable Object root) throws ExpressionException;

  /** A query as an operand: its one node's value. */
  static PathOperand first(PathNodes nodes) {
    return (node, root) -> {
      List<@Nullable Object> found = nodes.select(node, root);
      return found.size() == 1 ? found.get(0) : NOTHING;
    };
  }
}
