package io.millrace.udfs.expression;

import dev.cel.common.ast.CelExpr;
import java.util.List;

/**
 * What an expression costs at most, roughly: in steps, of which one reads a variable, a field or
 * calls a function. A loop over a list that is not written out counts as {@link #USUAL_ELEMENTS}.
 */
final class Cost {
  /** No list is known when an expression is saved; most are far shorter. */
  private static final long USUAL_ELEMENTS = 100;

  private Cost() {}

  static long of(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT, NOT_SET -> 0;
      case IDENT -> 1;
      case SELECT -> plus(1, of(expr.select().operand()));
      case CALL ->
          plus(1, plus(expr.call().target().map(Cost::of).orElse(0L), sum(expr.call().args())));
      case LIST -> plus(1, sum(expr.list().elements()));
      case MAP ->
          expr.map().entries().stream()
              .mapToLong(e -> plus(of(e.key()), of(e.value())))
              .reduce(1, Cost::plus);
      case STRUCT ->
          expr.struct().entries().stream().mapToLong(e -> of(e.value())).reduce(1, Cost::plus);
      case COMPREHENSION -> loop(expr.comprehension());
    };
  }

  private static long loop(CelExpr.CelComprehension loop) {
    CelExpr range = loop.iterRange();
    long times =
        range.getKind() == CelExpr.ExprKind.Kind.LIST
            ? range.list().elements().size()
            : USUAL_ELEMENTS;
    long once = plus(of(loop.loopCondition()), of(loop.loopStep()));
    long all = once > Long.MAX_VALUE / Math.max(1, times) ? Long.MAX_VALUE : times * once;
    return plus(plus(of(range), of(loop.accuInit())), plus(all, of(loop.result())));
  }

  private static long sum(List<CelExpr> exprs) {
    return exprs.stream().mapToLong(Cost::of).reduce(0, Cost::plus);
  }

  /** No overflow: what costs too much stays that. */
  private static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
