package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.Comparison;
import io.millrace.udfs.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** RFC 9535's comparisons: values of different types are neither equal nor ordered. */
final class PathComparison {
  private PathComparison() {}

  static PathCondition of(PathOperand a, String operator, PathOperand b) {
    return switch (operator) {
      case "==" -> (node, root) -> equal(a.value(node, root), b.value(node, root));
      case "!=" -> (node, root) -> !equal(a.value(node, root), b.value(node, root));
      case "<" -> (node, root) -> less(a.value(node, root), b.value(node, root));
      case ">" -> (node, root) -> less(b.value(node, root), a.value(node, root));
      case "<=" -> (node, root) -> atMost(a.value(node, root), b.value(node, root));
      case ">=" -> (node, root) -> atMost(b.value(node, root), a.value(node, root));
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b) {
    return Comparison.equal(a, b);
  }

  private static boolean atMost(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    return equal(a, b) || less(a, b);
  }

  private static boolean less(@Nullable Object a, @Nullable Object b) throws ExpressionException {
    boolean ordered =
        (a instanceof Number && b instanceof Number)
            || (a instanceof String && b instanceof String);
    if (!ordered) {
      return false;
    }
    int order = Comparison.compare(a, b);
    return order < 0 && order != Comparison.UNORDERED;
  }
}
