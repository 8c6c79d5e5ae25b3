package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query inside a filter: from the filter's node (@) or from the root ($). */
record PathNodes(boolean fromRoot, PathQuery query) {
  List<@Nullable Object> select(@Nullable Object node, @Nullable Object root)
      throws ExpressionException {
    return query.select(fromRoot ? root : node, root);
  }
}
