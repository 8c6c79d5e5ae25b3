package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a checked tree into nodes. Covers literals, variables, fields, indexes, lists, logic,
 * comparison, arithmetic, maps, {@code in}, {@code has}, {@code size}, conversions, patterns, the
 * string tests and our own functions; for all else the expression stays with CEL's runtime.
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
      case MAP -> map(expr.map());
      case STRUCT, COMPREHENSION, NOT_SET ->
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
    return new ConstantNode(value);
  }

  private Node variable(String name) {
    if (!variables.contains(name)) {
      throw new UnsupportedByNodes("type name " + name);
    }
    return new VariableNode(name);
  }

  private Node select(CelExpr.CelSelect select) {
    Node operand = node(select.operand());
    String field = select.field();
    return select.testOnly()
        ? (BooleanNode) v -> Access.has(operand.eval(v), field)
        : new FieldNode(operand, field);
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

  private Node map(CelExpr.CelMap map) {
    List<Node> keys = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    for (CelExpr.CelMap.Entry entry : map.entries()) {
      if (entry.optionalEntry()) {
        throw new UnsupportedByNodes("optional entries");
      }
      keys.add(node(entry.key()));
      values.add(node(entry.value()));
    }
    MapNode node = new MapNode(keys, values);
    boolean constant =
        map.entries().stream()
            .allMatch(e -> Constants.isConstant(e.key()) && Constants.isConstant(e.value()));
    return constant ? node.once() : node;
  }

  private Node call(CelExpr.CelCall call) {
    List<CelExpr> arguments = new ArrayList<>();
    call.target().ifPresent(arguments::add);
    arguments.addAll(call.args());
    List<Node> operands = arguments.stream().map(this::node).toList();
    if (call.function().equals(Coalesce.NAME)) {
      return new Coalesce(operands);
    }
    Node function = FunctionCall.compile(call.function(), arguments, operands);
    return function != null ? function : operator(call.function(), arguments, operands);
  }

  private static Node operator(String name, List<CelExpr> arguments, List<Node> operands) {
    return switch (operands.size()) {
      case 1 -> Operators.unary(name, operands.get(0));
      case 2 ->
          name.equals("matches")
              ? Matching.node(operands.get(0), arguments.get(1), operands.get(1))
              : Operators.binary(name, operands.get(0), operands.get(1));
      case 3 -> Operators.ternary(name, operands.get(0), operands.get(1), operands.get(2));
      default -> throw new UnsupportedByNodes(name);
    };
  }
}
