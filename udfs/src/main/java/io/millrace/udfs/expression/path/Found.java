package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a segment finds. Bounded, for descents multiply: $..*..*..* of a small payload.
 */
final class Found {
  private static final int MOST = 100_000;
  private final List<@Nullable Object> nodes = new ArrayList<>();

  void add(@Nullable Object node) throws ExpressionException {
    if (nodes.size() == MOST) {
      throw ExpressionException.failed("The path finds more than " + MOST + " values");
    }
    nodes.add(node);
  }

  List<@Nullable Object> nodes() {
    return nodes;
  }
}
