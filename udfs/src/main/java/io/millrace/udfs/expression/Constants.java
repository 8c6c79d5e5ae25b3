package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literals of an expression. */
final class Constants {
  private Constants() {}

  static boolean isConstant(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }

  /** The literals' values, or null if one of these is none. */
  static @Nullable Object @Nullable [] values(List<CelExpr> exprs) {
    return exprs.stream().allMatch(Constants::isConstant)
        ? exprs.stream().map(expr -> value(expr.constant())).toArray()
        : null;
  }

  private static @Nullable Object value(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      default -> null;
    };
  }
}
