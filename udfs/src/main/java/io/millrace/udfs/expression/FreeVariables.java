package io.millrace.udfs.expression;

import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the identifiers of an expression that no comprehension of its own binds. */
final class FreeVariables {
  private final Set<String> found = new LinkedHashSet<>();

  private FreeVariables() {}

  static Set<String> of(CelExpr expr) {
    FreeVariables walk = new FreeVariables();
    walk.visit(expr, Set.of());
    return walk.found;
  }

  private void visit(CelExpr expr, Set<String> bound) {
    switch (expr.getKind()) {
      case IDENT -> {
        if (!bound.contains(expr.ident().name())) {
          found.add(expr.ident().name());
        }
      }
      case SELECT -> visit(expr.select().operand(), bound);
      case CALL -> {
        expr.call().target().ifPresent(target -> visit(target, bound));
        expr.call().args().forEach(arg -> visit(arg, bound));
      }
      case LIST -> expr.list().elements().forEach(element -> visit(element, bound));
      case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value(), bound));
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key(), bound);
                    visit(entry.value(), bound);
                  });
      case COMPREHENSION -> visitComprehension(expr.comprehension(), bound);
      case CONSTANT, NOT_SET -> {}
    }
  }

  private void visitComprehension(CelExpr.CelComprehension loop, Set<String> bound) {
    visit(loop.iterRange(), bound);
    visit(loop.accuInit(), bound);
    Set<String> inner = new HashSet<>(bound);
    inner.add(loop.iterVar());
    inner.add(loop.iterVar2());
    inner.add(loop.accuVar());
    visit(loop.loopCondition(), inner);
    visit(loop.loopStep(), inner);
    visit(loop.result(), inner);
  }
}
