package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks through an expression for the parts of one variable that it reads. */
final class ReadPaths {
  private final String variable;
  private final Set<ReadPath> found = new LinkedHashSet<>();

  private ReadPaths(String variable) {
    this.variable = variable;
  }

  static Set<ReadPath> of(CelExpr expr, String variable) {
    ReadPaths walk = new ReadPaths(variable);
    walk.visit(expr);
    return walk.found;
  }

  /**
   * @param open whether no key has come yet that is not known here
   */
  private record Path(ReadPath read, boolean open) {
    private static final Path WHOLE = new Path(ReadPath.WHOLE, true);

    Path below(String name) {
      return new Path(read.below(name, open), open);
    }

    Path uncertain() {
      return new Path(read, false);
    }
  }

  private void visit(CelExpr expr) {
    Path path = path(expr);
    if (path != null) {
      found.add(path.read());
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
  private @Nullable Path path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name().equals(variable) ? Path.WHOLE : null;
      case SELECT -> {
        Path container = path(expr.select().operand());
        yield container == null ? null : container.below(expr.select().field());
      }
      case CALL -> index(expr.call());
      default -> null;
    };
  }

  private @Nullable Path index(CelExpr.CelCall call) {
    if (!call.function().equals("_[_]")) {
      return null;
    }
    Path container = path(call.args().get(0));
    if (container == null) {
      return null;
    }
    CelExpr key = call.args().get(1);
    boolean constant =
        key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && key.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    // A key that is computed, or a place in a list, may be any.
    return constant ? container.below(key.constant().stringValue()) : container.uncertain();
  }
}
