package io.millrace.udfs.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons with a literal, which most conditions are made of. As {@link Comparison} has it, but
 * without asking for the literal's type and value each time.
 */
final class ConstantComparison {
  private ConstantComparison() {}

  /** The comparison, or null where there is no shorter way than the general one. */
  static @Nullable Node of(String operator, Node operand, Object constant) {
    if (constant instanceof Double limit) {
      return switch (operator) {
        case "_<_" -> new Less(operand, limit);
        case "_<=_" -> new AtMost(operand, limit);
        case "_>_" -> new Greater(operand, limit);
        case "_>=_" -> new AtLeast(operand, limit);
        default -> null;
      };
    }
    if (constant instanceof String text) {
      return switch (operator) {
        case "_==_" -> new Same(operand, text, true);
        case "_!=_" -> new Same(operand, text, false);
        default -> null;
      };
    }
    return null;
  }

  private record Less(Node operand, double limit) implements BooleanNode {
    @Override
    public boolean test(Map<String, ?> v) throws ExpressionException {
      Object value = operand.eval(v);
      return value instanceof Double x
          ? x < limit
          : Comparison.less(Comparison.compare(value, limit));
    }
  }

  private record AtMost(Node operand, double limit) implements BooleanNode {
    @Override
    public boolean test(Map<String, ?> v) throws ExpressionException {
      Object value = operand.eval(v);
      return value instanceof Double x
          ? x <= limit
          : Comparison.atMost(Comparison.compare(value, limit));
    }
  }

  private record Greater(Node operand, double limit) implements BooleanNode {
    @Override
    public boolean test(Map<String, ?> v) throws ExpressionException {
      Object value = operand.eval(v);
      return value instanceof Double x ? x > limit : Comparison.compare(value, limit) > 0;
    }
  }

  private record AtLeast(Node operand, double limit) implements BooleanNode {
    @Override
    public boolean test(Map<String, ?> v) throws ExpressionException {
      Object value = operand.eval(v);
      return value instanceof Double x ? x >= limit : Comparison.compare(value, limit) >= 0;
    }
  }

  private record Same(Node operand, String text, boolean wanted) implements BooleanNode {
    @Override
    public boolean test(Map<String, ?> v) throws ExpressionException {
      return text.equals(operand.eval(v)) == wanted;
    }
  }
}
