package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of one variable an expression reads, as dotted paths; a path stands for all below it.
 * The empty path is the whole variable.
 */
final class ReadPaths {
  private final String variable;
  private final Set<String> found = new TreeSet<>();

  private ReadPaths(String variable) {
    this.variable = variable;
  }

  static Set<String> of(CelExpr expr, String variable) {
    ReadPaths walk = new ReadPaths(variable);
    walk.visit(expr);
    return walk.found;
  }

  private void visit(CelExpr expr) {
    String path = path(expr);
    if (path != null) {
      found.add(path);
      visitKeys(expr);
      return;
    }
    switch (expr.getKind()) {
      case SELECT -> visit(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(this::visit);
        expr.call().args().forEach(this::visit);
      }
      case LIST -> expr.list().elements().forEach(this::visit);
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value()));
      case COMPREHENSION -> visitLoop(expr.comprehension());
      case IDENT, CONSTANT, NOT_SET -> {}
    }
  }

  private void visitLoop(CelExpr.CelComprehension loop) {
    visit(loop.iterRange());
    visit(loop.accuInit());
    visit(loop.loopCondition());
    visit(loop.loopStep());
    visit(loop.result());
  }

  /** What a path is computed with is read too. */
  private void visitKeys(CelExpr path) {
    if (path.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      visitKeys(path.select().operand());
    } else if (path.getKind() == CelExpr.ExprKind.Kind.CALL) {
      visitKeys(path.call().args().get(0));
      visit(path.call().args().get(1));
    }
  }

  /** The path that this expression is, or null where it is something else. */
  private @Nullable String path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name().equals(variable) ? "" : null;
      case SELECT -> below(path(expr.select().operand()), expr.select().field());
      case CALL -> index(expr.call());
      default -> null;
    };
  }

  private @Nullable String index(CelExpr.CelCall call) {
    if (!call.function().equals("_[_]")) {
      return null;
    }
    String container = path(call.args().get(0));
    CelExpr key = call.args().get(1);
    boolean constant =
        key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && key.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    // A key that is computed, or a place in a list, may be any.
    return constant ? below(container, key.constant().stringValue()) : container;
  }

  private static @Nullable String below(@Nullable String container, String field) {
    if (container == null) {
      return null;
    }
    return container.isEmpty() ? field : container + "." + field;
  }
}
