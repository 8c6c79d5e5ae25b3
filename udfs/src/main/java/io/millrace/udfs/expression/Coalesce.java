package io.millrace.udfs.expression;

import java.util.List;
import java.util.Map;

/**
 * The first argument that has a value. Arguments behind it are not evaluated; one that fails for
 * another reason than absence fails the whole.
 */
record Coalesce(List<Node> operands) implements Node {
  static final String NAME = "coalesce";

  /** How many arguments it takes at most. */
  static final int MOST_ARGUMENTS = 8;

  @Override
  public Object eval(Map<String, ?> variables) throws ExpressionException {
    for (Node operand : operands) {
      try {
        Object value = operand.eval(variables);
        if (value != null) {
          return value;
        }
      } catch (ExpressionException e) {
        if (!e.missing()) {
          throw e;
        }
      }
    }
    throw absent();
  }

  static ExpressionException absent() {
    return ExpressionException.missing("All arguments of coalesce() are missing or null");
  }
}
