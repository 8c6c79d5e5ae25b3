package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a checked tree into nodes. Covers literals, variables, fields, indexes, lists, logic,
 * comparison, arithmetic, {@code in}, {@code has}, {@code size} and the string tests; for all else
 * the expression stays with CEL's runtime.
 */
final class NodeCompiler {
  private final Set<String> variables;

  private NodeCompiler(Set<String> variables) {
    this.variables = variables;
  }

  /** The tree as nodes, or null where it holds something that nodes do not cover. */
  static @Nullable Node compile(CelExpr expr, Set<String> variables) {
    try {
      return new NodeCompiler(variables).node(expr);
    } catch (UnsupportedByNodes e) {
      return null;
    }
  }

  private Node node(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> variable(expr.ident().name());
      case SELECT -> select(expr.select());
      case CALL -> call(expr.call());
      case LIST -> list(expr.list());
      case MAP, STRUCT, COMPREHENSION, NOT_SET ->
          throw new UnsupportedByNodes(expr.getKind().toString());
    };
  }

  private static Node constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE ->
          constant.booleanValue() ? (BooleanNode) v -> true : (BooleanNode) v -> false;
      case INT64_VALUE -> value(constant.int64Value());
      case DOUBLE_VALUE -> value(constant.doubleValue());
      case STRING_VALUE -> value(constant.stringValue());
      case NULL_VALUE -> v -> null;
      default -> throw new UnsupportedByNodes(constant.getKind().toString());
    };
  }

  private static Node value(Object value) {
    return v -> value;
  }

  private Node variable(String name) {
    if (!variables.contains(name)) {
      throw new UnsupportedByNodes("type name " + name);
    }
    return values -> {
      Object value = values.get(name);
      if (value == null && !values.containsKey(name)) {
        throw ExpressionException.missing("There is no '" + name + "'");
      }
      return value;
    };
  }

  private Node select(CelExpr.CelSelect select) {
    Node operand = node(select.operand());
    String field = select.field();
    return select.testOnly()
        ? (BooleanNode) v -> Access.has(operand.eval(v), field)
        : v -> Access.field(operand.eval(v), field);
  }

  private Node list(CelExpr.CelList list) {
    if (!list.optionalIndices().isEmpty()) {
      throw new UnsupportedByNodes("optional elements");
    }
    Node[] elements = list.elements().stream().map(this::node).toArray(Node[]::new);
    return v -> {
      List<@Nullable Object> values = new ArrayList<>(elements.length);
      for (Node element : elements) {
        values.add(element.eval(v));
      }
      return values;
    };
  }

  private Node call(CelExpr.CelCall call) {
    List<Node> operands = new ArrayList<>();
    call.target().ifPresent(target -> operands.add(node(target)));
    call.args().forEach(arg -> operands.add(node(arg)));
    return switch (operands.size()) {
      case 1 -> Operators.unary(call.function(), operands.get(0));
      case 2 -> Operators.binary(call.function(), operands.get(0), operands.get(1));
      case 3 ->
          Operators.ternary(call.function(), operands.get(0), operands.get(1), operands.get(2));
      default -> throw new UnsupportedByNodes(call.function());
    };
  }
}
