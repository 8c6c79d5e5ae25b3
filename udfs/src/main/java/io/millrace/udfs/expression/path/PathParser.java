package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;

/** Reads queries. */
final class PathParser {
  private static final int LONGEST = 1_000;
  private final PathScanner scanner;
  private final FilterParser filters;

  private PathParser(PathScanner scanner) {
    this.scanner = scanner;
    this.filters = new FilterParser(scanner, this);
  }

  static PathQuery parse(String text) throws ExpressionException {
    if (text.length() > LONGEST) {
      throw ExpressionException.failed("No JSONPath: it is longer than " + LONGEST);
    }
    PathScanner scanner = new PathScanner(text);
    scanner.expect("$");
    PathQuery query = new PathParser(scanner).segments();
    if (!scanner.atEnd()) {
      throw scanner.malformed("More follows");
    }
    return query;
  }

  /** What follows on $ or @. */
  PathQuery segments() throws ExpressionException {
    List<Segment> segments = new ArrayList<>();
    while (true) {
      int start = scanner.position();
      scanner.skipBlanks();
      if (scanner.accept("..")) {
        segments.add(new Segment(true, scanner.peek() == '[' ? bracketed() : shorthand()));
      } else if (scanner.accept(".")) {
        segments.add(new Segment(false, shorthand()));
      } else if (scanner.peek() == '[') {
        segments.add(new Segment(false, bracketed()));
      } else {
        scanner.back(start);
        return new PathQuery(List.copyOf(segments));
      }
    }
  }

  private List<Selector> shorthand() throws ExpressionException {
    return List.of(
        scanner.accept("*") ? new Selector.Wildcard() : new Selector.Name(scanner.name()));
  }

  private List<Selector> bracketed() throws ExpressionException {
    scanner.expect("[");
    List<Selector> selectors = new ArrayList<>();
    do {
      scanner.skipBlanks();
      selectors.add(selector());
      scanner.skipBlanks();
    } while (scanner.accept(","));
    scanner.expect("]");
    return List.copyOf(selectors);
  }

  private Selector selector() throws ExpressionException {
    char first = scanner.peek();
    if (first == '\'' || first == '"') {
      return new Selector.Name(PathLiterals.text(scanner));
    }
    if (scanner.accept("*")) {
      return new Selector.Wildcard();
    }
    if (scanner.accept("?")) {
      scanner.skipBlanks();
      return new Selector.Filter(filters.condition());
    }
    return indexOrSlice();
  }

  private Selector indexOrSlice() throws ExpressionException {
    Long start = scanner.peek() == ':' ? null : (Long) PathLiterals.index(scanner);
    int afterStart = scanner.position();
    scanner.skipBlanks();
    if (!scanner.accept(":")) {
      scanner.back(afterStart);
      return new Selector.Index(java.util.Objects.requireNonNull(start));
    }
    scanner.skipBlanks();
    Long end = number() ? (Long) PathLiterals.index(scanner) : null;
    scanner.skipBlanks();
    long step = 1;
    if (scanner.accept(":")) {
      scanner.skipBlanks();
      step = number() ? PathLiterals.index(scanner) : 1;
    }
    return new Selector.Slice(start, end, step);
  }

  private boolean number() {
    return "-0123456789".indexOf(scanner.peek()) >= 0;
  }
}
