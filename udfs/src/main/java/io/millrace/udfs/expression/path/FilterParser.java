package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;

/** Reads a filter's condition: or, and, not, comparisons, existence, function calls. */
final class FilterParser {
  private static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "<", ">");
  private static final int DEEPEST = 50;
  private final PathScanner scanner;
  private final PathParser paths;
  private int depth;

  FilterParser(PathScanner scanner, PathParser paths) {
    this.scanner = scanner;
    this.paths = paths;
  }

  PathCondition condition() throws ExpressionException {
    if (++depth > DEEPEST) {
      throw scanner.malformed("Nested too deep");
    }
    PathCondition condition = both();
    while (operator("||")) {
      PathCondition a = condition;
      PathCondition b = both();
      condition = (node, root) -> a.test(node, root) || b.test(node, root);
    }
    depth--;
    return condition;
  }

  private PathCondition both() throws ExpressionException {
    PathCondition condition = basic();
    while (operator("&&")) {
      PathCondition a = condition;
      PathCondition b = basic();
      condition = (node, root) -> a.test(node, root) && b.test(node, root);
    }
    return condition;
  }

  private boolean operator(String operator) {
    int start = scanner.position();
    scanner.skipBlanks();
    if (!scanner.accept(operator)) {
      scanner.back(start);
      return false;
    }
    scanner.skipBlanks();
    return true;
  }

  private PathCondition basic() throws ExpressionException {
    boolean negated = scanner.accept("!");
    scanner.skipBlanks();
    PathCondition condition;
    if (scanner.accept("(")) {
      scanner.skipBlanks();
      condition = condition();
      scanner.skipBlanks();
      scanner.expect(")");
    } else {
      condition = test(negated);
    }
    PathCondition positive = condition;
    return negated ? (node, root) -> !positive.test(node, root) : positive;
  }

  /** A comparison, or what can stand for itself: a query, a match. */
  private PathCondition test(boolean negated) throws ExpressionException {
    PathTerm left = term();
    String operator = operator();
    if (operator != null && !negated) {
      return PathComparison.of(left.operand(scanner), operator, term().operand(scanner));
    }
    return left.condition(scanner);
  }

  private @org.jspecify.annotations.Nullable String operator() {
    for (String operator : OPERATORS) {
      if (operator(operator)) {
        return operator;
      }
    }
    return null;
  }

  /** A literal, a query or a function call. */
  PathTerm term() throws ExpressionException {
    char first = scanner.peek();
    if (first == '@' || first == '$') {
      scanner.next();
      return new PathTerm.Query(new PathNodes(first == '$', paths.segments()));
    }
    if (first == '\'' || first == '"') {
      return new PathTerm.Literal(PathLiterals.text(scanner));
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      return new PathTerm.Literal(PathLiterals.number(scanner));
    }
    String word = scanner.name();
    if (scanner.accept("(")) {
      if (++depth > DEEPEST) {
        throw scanner.malformed("Nested too deep");
      }
      PathTerm call = new PathCalls(scanner, this).call(word);
      depth--;
      return call;
    }
    return switch (word) {
      case "true" -> new PathTerm.Literal(true);
      case "false" -> new PathTerm.Literal(false);
      case "null" -> new PathTerm.Literal(null);
      default -> throw scanner.malformed("'" + word + "' means nothing");
    };
  }
}
