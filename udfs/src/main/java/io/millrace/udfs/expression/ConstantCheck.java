package io.millrace.udfs.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.millrace.udfs.expression.function.Functions;
import io.millrace.udfs.expression.function.MappingFunction;
import java.util.ArrayList;
import java.util.List;

/** Refuses literal paths, units and patterns that are malformed, wherever they stand. */
final class ConstantCheck {
  private ConstantCheck() {}

  static void check(CelAbstractSyntaxTree ast) throws InvalidExpressionException {
    List<CelExpr> calls =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
            .map(CelNavigableExpr::expr)
            .toList();
    for (CelExpr call : calls) {
      try {
        check(call.call());
      } catch (ExpressionException | PatternSyntaxException e) {
        throw new InvalidExpressionException(place(ast, call) + e.getMessage());
      }
    }
  }

  private static void check(CelExpr.CelCall call) throws ExpressionException {
    List<CelExpr> arguments = new ArrayList<>();
    call.target().ifPresent(arguments::add);
    arguments.addAll(call.args());
    if (call.function().equals("matches")) {
      Object[] pattern = Constants.values(arguments.subList(1, arguments.size()));
      if (pattern != null && pattern[0] instanceof String text) {
        Pattern.compile(text);
      }
    }
    MappingFunction function = Functions.find(call.function(), arguments.size());
    if (function != null) {
      int from = Math.min(function.firstSetting(), arguments.size());
      Object[] settings = Constants.values(arguments.subList(from, arguments.size()));
      if (settings != null) {
        function.prepare(settings);
      }
    }
  }

  private static String place(CelAbstractSyntaxTree ast, CelExpr call) {
    Integer offset = ast.getSource().getPositionsMap().get(call.id());
    return offset == null
        ? ""
        : ast.getSource()
            .getOffsetLocation(offset)
            .map(at -> at.getLine() + ":" + (at.getColumn() + 1) + ": ")
            .orElse("");
  }
}
