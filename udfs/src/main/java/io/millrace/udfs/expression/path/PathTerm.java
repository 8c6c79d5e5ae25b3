package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** What stands in a filter, with what RFC 9535's typing lets it be. */
sealed interface PathTerm {
  /** As a side of a comparison. */
  PathOperand operand(PathScanner scanner) throws ExpressionException;

  /** As a condition of its own. */
  PathCondition condition(PathScanner scanner) throws ExpressionException;

  record Literal(@Nullable Object value) implements PathTerm {
    @Override
    public PathOperand operand(PathScanner scanner) {
      return (node, root) -> value;
    }

    @Override
    public PathCondition condition(PathScanner scanner) throws ExpressionException {
      throw scanner.malformed("A literal is no condition");
    }
  }

  record Query(PathNodes nodes) implements PathTerm {
    @Override
    public PathOperand operand(PathScanner scanner) throws ExpressionException {
      if (!nodes.query().singular()) {
        throw scanner.malformed("A query that can find many values cannot be compared");
      }
      return PathOperand.first(nodes);
    }

    @Override
    public PathCondition condition(PathScanner scanner) {
      return (node, root) -> !nodes.select(node, root).isEmpty();
    }
  }

  /** length(), count(), value(). */
  record Value(PathOperand call) implements PathTerm {
    @Override
    public PathOperand operand(PathScanner scanner) {
      return call;
    }

    @Override
    public PathCondition condition(PathScanner scanner) throws ExpressionException {
      throw scanner.malformed("This function's result must be compared");
    }
  }

  /** match(), search(). */
  record Test(PathCondition call) implements PathTerm {
    @Override
    public PathOperand operand(PathScanner scanner) throws ExpressionException {
      throw scanner.malformed("This function's result cannot be compared");
    }

    @Override
    public PathCondition condition(PathScanner scanner) {
      return call;
    }
  }
}
