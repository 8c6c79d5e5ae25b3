package io.millrace.udfs.expression.path;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 9535's functions: length, count, value, match, search. */
final class PathCalls {
  private final PathScanner scanner;
  private final FilterParser filters;

  PathCalls(PathScanner scanner, FilterParser filters) {
    this.scanner = scanner;
    this.filters = filters;
  }

  /** Reads a call from behind its opening parenthesis on. */
  PathTerm call(String function) throws ExpressionException {
    PathTerm first = argument();
    PathTerm call =
        switch (function) {
          case "length" -> new PathTerm.Value(length(first.operand(scanner)));
          case "count" -> new PathTerm.Value(count(nodes(first)));
          case "value" -> new PathTerm.Value(PathOperand.first(nodes(first)));
          case "match" -> new PathTerm.Test(matching(first, true));
          case "search" -> new PathTerm.Test(matching(first, false));
          default -> throw scanner.malformed("There is no function " + function);
        };
    scanner.expect(")");
    return call;
  }

  private PathTerm argument() throws ExpressionException {
    scanner.skipBlanks();
    PathTerm term = filters.term();
    scanner.skipBlanks();
    return term;
  }

  private PathNodes nodes(PathTerm term) throws ExpressionException {
    if (term instanceof PathTerm.Query query) {
      return query.nodes();
    }
    throw scanner.malformed("This function takes a query");
  }

  private static PathOperand length(PathOperand operand) {
    return (node, root) -> {
      Object value = operand.value(node, root);
      if (value instanceof String text) {
        return (long) text.codePointCount(0, text.length());
      }
      if (value instanceof List<?> list) {
        return (long) list.size();
      }
      return value instanceof Map<?, ?> map ? (Object) (long) map.size() : PathOperand.NOTHING;
    };
  }

  private static PathOperand count(PathNodes nodes) {
    return (node, root) -> (long) nodes.select(node, root).size();
  }

  private PathCondition matching(PathTerm first, boolean whole) throws ExpressionException {
    PathOperand text = first.operand(scanner);
    scanner.expect(",");
    PathTerm second = argument();
    if (second instanceof PathTerm.Literal literal) {
      Pattern pattern = literal.value() instanceof String source ? compile(source) : null;
      return (node, root) -> matches(pattern, text.value(node, root), whole);
    }
    PathOperand source = second.operand(scanner);
    return (node, root) -> {
      Pattern pattern = source.value(node, root) instanceof String regex ? compile(regex) : null;
      return matches(pattern, text.value(node, root), whole);
    };
  }

  private static boolean matches(@Nullable Pattern pattern, @Nullable Object value, boolean whole) {
    if (pattern == null || !(value instanceof String text)) {
      return false;
    }
    return whole ? pattern.matches(text) : pattern.matcher(text).find();
  }

  /** Null where the text is no pattern: then nothing matches, says the RFC. */
  private static @Nullable Pattern compile(String source) {
    try {
      return Pattern.compile(IRegexp.toRe2(source));
    } catch (PatternSyntaxException e) {
      return null;
    }
  }
}
