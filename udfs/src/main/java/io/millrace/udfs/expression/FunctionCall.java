package io.millrace.udfs.expression;

import dev.cel.common.ast.CelExpr;
import io.millrace.udfs.expression.function.FunctionBody;
import io.millrace.udfs.expression.function.Functions;
import io.millrace.udfs.expression.function.MappingFunction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of one of our functions. */
record FunctionCall(FunctionBody body, List<Node> operands) implements Node {

  /** The call as a node, or null where the function is not ours. */
  static @Nullable Node compile(String name, List<CelExpr> arguments, List<Node> operands) {
    MappingFunction function = Functions.find(name, arguments.size());
    return function == null ? null : new FunctionCall(body(function, arguments), operands);
  }

  /** Literal settings are parsed here, once. */
  private static FunctionBody body(MappingFunction function, List<CelExpr> arguments) {
    int from = Math.min(function.firstSetting(), arguments.size());
    Object[] settings = Constants.values(arguments.subList(from, arguments.size()));
    if (settings == null) {
      return function::call;
    }
    try {
      return function.prepare(settings);
    } catch (ExpressionException e) {
      throw new UnsupportedByNodes("settings that the check has refused: " + e.getMessage());
    }
  }

  @Override
  public @Nullable Object eval(Map<String, ?> variables) throws ExpressionException {
    Object[] values = new Object[operands.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = operands.get(i).eval(variables);
    }
    return body.apply(values);
  }
}
