package io.millrace.udfs.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits a condition at {@code &&} and tells equalities and ranges from the rest. */
final class Conjuncts {
  private static final Map<String, String> MIRRORED =
      Map.of("_<_", "_>_", "_<=_", "_>=_", "_>_", "_<_", "_>=_", "_<=_", "_==_", "_==_");

  /** Up to here every whole number is a double of its own. */
  private static final long EXACT = 1L << 53;

  private Conjuncts() {}

  static List<CelExpr> of(CelExpr expr) {
    List<CelExpr> parts = new ArrayList<>();
    split(expr, parts);
    return parts;
  }

  private static void split(CelExpr expr, List<CelExpr> parts) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals("_&&_")) {
      expr.call().args().forEach(side -> split(side, parts));
    } else {
      parts.add(expr);
    }
  }

  /** The part as an equality or a range; null where it is neither. */
  static @Nullable Atom atom(CelExpr expr, Set<String> variables) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL || expr.call().args().size() != 2) {
      return null;
    }
    String operator = expr.call().function();
    CelExpr left = expr.call().args().get(0);
    CelExpr right = expr.call().args().get(1);
    if (operator.equals("@in") && isVariable(left, variables)) {
      return membership(left.ident().name(), right);
    }
    String mirrored = MIRRORED.get(operator);
    if (mirrored == null) {
      return null;
    }
    if (isVariable(left, variables) && Constants.isConstant(right)) {
      return comparison(left.ident().name(), operator, right);
    }
    return isVariable(right, variables) && Constants.isConstant(left)
        ? comparison(right.ident().name(), mirrored, left)
        : null;
  }

  private static boolean isVariable(CelExpr expr, Set<String> variables) {
    return expr.getKind() == CelExpr.ExprKind.Kind.IDENT && variables.contains(expr.ident().name());
  }

  private static @Nullable Atom membership(String variable, CelExpr list) {
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return null;
    }
    Object[] values = Constants.values(list.list().elements());
    if (values == null) {
      return null;
    }
    Set<Object> normal = new LinkedHashSet<>();
    for (Object value : values) {
      if (value == null || isNan(value)) {
        return null;
      }
      normal.add(Atom.normal(value));
    }
    return new Atom.Equal(variable, Set.copyOf(normal));
  }

  private static @Nullable Atom comparison(String variable, String operator, CelExpr constant) {
    Object[] values = Constants.values(List.of(constant));
    Object value = values == null ? null : values[0];
    if (value == null || isNan(value)) {
      return null;
    }
    if (operator.equals("_==_")) {
      return new Atom.Equal(variable, Set.of(Atom.normal(value)));
    }
    Double bound = bound(value);
    if (bound == null) {
      return null;
    }
    return switch (operator) {
      case "_>_" -> new Atom.Range(variable, true, bound);
      case "_>=_" -> new Atom.Range(variable, true, Math.nextDown(bound));
      case "_<_" -> new Atom.Range(variable, false, bound);
      default -> new Atom.Range(variable, false, Math.nextUp(bound));
    };
  }

  private static @Nullable Double bound(Object value) {
    if (value instanceof Long whole) {
      return Math.abs(whole) <= EXACT ? Double.valueOf(whole.doubleValue()) : null;
    }
    return value instanceof Double real && Double.isFinite(real) ? real : null;
  }

  private static boolean isNan(Object value) {
    return value instanceof Double real && real.isNaN();
  }
}
