package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of one variable an expression reads, as dotted paths; a path stands for all below it.
 * The empty path is the whole variable.
 */
final class ReadPaths {
  private final String variable;
  private final Set<Path> found = new LinkedHashSet<>();

  private ReadPaths(String variable) {
    this.variable = variable;
  }

  static Set<String> of(CelExpr expr, String variable) {
    ReadPaths walk = new ReadPaths(variable);
    walk.visit(expr);
    Set<String> dotted = new TreeSet<>();
    walk.found.forEach(path -> dotted.add(String.join(".", path.names())));
    return dotted;
  }

  /**
   * The same as lists of names, which end where a key is computed or is a place in a list: what is
   * read below could be anything there.
   */
  static Set<List<String>> names(CelExpr expr, String variable) {
    ReadPaths walk = new ReadPaths(variable);
    walk.visit(expr);
    Set<List<String>> names = new LinkedHashSet<>();
    walk.found.forEach(path -> names.add(path.names().subList(0, path.certain())));
    return names;
  }

  /**
   * @param names all names on the way
   * @param certain how many of them come before a key that is not known here
   * @param open whether no such key has come yet
   */
  private record Path(List<String> names, int certain, boolean open) {
    private static final Path WHOLE = new Path(List.of(), 0, true);

    Path below(String name) {
      List<String> longer = new ArrayList<>(names);
      longer.add(name);
      return new Path(List.copyOf(longer), open ? certain + 1 : certain, open);
    }

    Path uncertain() {
      return new Path(names, certain, false);
    }
  }

  private void visit(CelExpr expr) {
    Path path = path(expr);
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
