package io.millrace.udfs.expression;

import java.util.Map;

/** CEL's operators by the names that its parser gives them. */
final class Operators {
  private Operators() {}

  static Node unary(String operator, Node a) {
    return switch (operator) {
      case "!_" -> (BooleanNode) v -> !a.test(v);
      case "-_" -> v -> Arithmetic.negate(a.eval(v));
      case "size" -> v -> Access.size(a.eval(v));
      case "dyn" -> a;
      case "int" -> v -> Conversions.toInt(a.eval(v));
      case "double" -> v -> Conversions.toDouble(a.eval(v));
      case "string" -> v -> Conversions.toText(a.eval(v));
      case "bool" -> v -> Conversions.toBoolean(a.eval(v));
      default -> throw new UnsupportedByNodes(operator);
    };
  }

  static Node binary(String operator, Node a, Node b) {
    Node shorter =
        b instanceof ConstantNode constant
            ? ConstantComparison.of(operator, a, constant.value())
            : null;
    return shorter != null ? shorter : general(operator, a, b);
  }

  private static Node general(String operator, Node a, Node b) {
    return switch (operator) {
      case "_&&_" -> new Logic(a, b, false);
      case "_||_" -> new Logic(a, b, true);
      case "_==_" -> (BooleanNode) v -> Comparison.equal(a.eval(v), b.eval(v));
      case "_!=_" -> (BooleanNode) v -> !Comparison.equal(a.eval(v), b.eval(v));
      case "_<_" -> (BooleanNode) v -> Comparison.less(Comparison.compare(a.eval(v), b.eval(v)));
      case "_<=_" -> (BooleanNode) v -> Comparison.atMost(Comparison.compare(a.eval(v), b.eval(v)));
      case "_>_" -> (BooleanNode) v -> Comparison.compare(a.eval(v), b.eval(v)) > 0;
      case "_>=_" -> (BooleanNode) v -> Comparison.compare(a.eval(v), b.eval(v)) >= 0;
      case "_+_" -> v -> Arithmetic.add(a.eval(v), b.eval(v));
      case "_-_" -> v -> Arithmetic.subtract(a.eval(v), b.eval(v));
      case "_*_" -> v -> Arithmetic.multiply(a.eval(v), b.eval(v));
      case "_/_" -> v -> Arithmetic.divide(a.eval(v), b.eval(v));
      case "_%_" -> v -> Arithmetic.modulo(a.eval(v), b.eval(v));
      case "_[_]" -> v -> Access.index(a.eval(v), b.eval(v));
      case "@in" -> (BooleanNode) v -> Access.in(a.eval(v), b.eval(v));
      case "startsWith", "endsWith", "contains" -> text(operator, a, b);
      default -> throw new UnsupportedByNodes(operator);
    };
  }

  static Node ternary(String operator, Node condition, Node a, Node b) {
    if (!operator.equals("_?_:_")) {
      throw new UnsupportedByNodes(operator);
    }
    return v -> condition.test(v) ? a.eval(v) : b.eval(v);
  }

  private static BooleanNode text(String operator, Node a, Node b) {
    return v -> {
      if (!(a.eval(v) instanceof String text) || !(b.eval(v) instanceof String part)) {
        throw ExpressionException.failed("Only a text " + operator + " a text");
      }
      return switch (operator) {
        case "startsWith" -> text.startsWith(part);
        case "endsWith" -> text.endsWith(part);
        default -> text.contains(part);
      };
    };
  }

  /**
   * And, or. CEL's logic is commutative: an error on one side yields to a decision on the other.
   *
   * @param deciding the value of one side that decides the whole: false for and, true for or
   */
  private record Logic(Node a, Node b, boolean deciding) implements BooleanNode {
    @Override
    public boolean test(Map<String, ?> v) throws ExpressionException {
      try {
        if (a.test(v) == deciding) {
          return deciding;
        }
      } catch (ExpressionException e) {
        return decidedElse(b, v, deciding, e);
      }
      return b.test(v);
    }
  }

  private static boolean decidedElse(
      Node other, Map<String, ?> v, boolean deciding, ExpressionException failure)
      throws ExpressionException {
    try {
      if (other.test(v) == deciding) {
        return deciding;
      }
    } catch (ExpressionException e) {
      throw failure;
    }
    throw failure;
  }
}
