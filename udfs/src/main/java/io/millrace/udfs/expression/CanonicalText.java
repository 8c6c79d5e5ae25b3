package io.millrace.udfs.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An expression as a text that does not depend on how it was spaced or bracketed: what has the same
 * text means the same. Not CEL.
 */
final class CanonicalText {
  private CanonicalText() {}

  static String of(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> expr.ident().name();
      case SELECT ->
          (expr.select().testOnly() ? "has " : "")
              + of(expr.select().operand())
              + "."
              + expr.select().field();
      case CALL -> call(expr.call());
      case LIST -> "[" + all(expr.list().elements()) + "]" + expr.list().optionalIndices();
      case MAP ->
          expr.map().entries().stream()
              .map(e -> (e.optionalEntry() ? "?" : "") + of(e.key()) + ":" + of(e.value()))
              .collect(Collectors.joining(",", "{", "}"));
      case STRUCT ->
          expr.struct().entries().stream()
              .map(e -> (e.optionalEntry() ? "?" : "") + e.fieldKey() + ":" + of(e.value()))
              .collect(Collectors.joining(",", expr.struct().messageName() + "{", "}"));
      case COMPREHENSION -> loop(expr.comprehension());
      case NOT_SET -> "";
    };
  }

  private static String constant(CelConstant constant) {
    return constant.getKind() == CelConstant.Kind.STRING_VALUE
        ? "'" + constant.stringValue().replace("\\", "\\\\").replace("'", "\\'") + "'"
        : constant.toString();
  }

  private static String call(CelExpr.CelCall call) {
    String target = call.target().map(t -> of(t) + ".").orElse("");
    return target + call.function() + "(" + all(call.args()) + ")";
  }

  private static String loop(CelExpr.CelComprehension loop) {
    return "loop("
        + String.join(
            ";",
            loop.iterVar(),
            loop.iterVar2(),
            of(loop.iterRange()),
            loop.accuVar(),
            of(loop.accuInit()),
            of(loop.loopCondition()),
            of(loop.loopStep()),
            of(loop.result()))
        + ")";
  }

  private static String all(List<CelExpr> exprs) {
    return exprs.stream().map(CanonicalText::of).collect(Collectors.joining(","));
  }
}
