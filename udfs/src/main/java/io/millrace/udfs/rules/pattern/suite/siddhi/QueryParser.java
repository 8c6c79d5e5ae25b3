package io.millrace.udfs.rules.pattern.suite.siddhi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an application of one query over a pattern or a sequence. */
final class QueryParser {
  private static final Pattern STREAM =
      Pattern.compile("define\\s+stream\\s+(\\w+)\\s*\\(([^)]*)\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern FROM =
      Pattern.compile("\\bfrom\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private final Tokens tokens;
  private boolean sequence;
  private int unnamed;

  private QueryParser(String from) {
    this.tokens = new Tokens(from);
  }

  /** Throws {@link NotApplicableException} for what is no such application. */
  static Query parse(String application) {
    Map<String, List<String>> streams = new HashMap<>();
    Matcher stream = STREAM.matcher(application);
    while (stream.find()) {
      streams.put(stream.group(1), attributes(stream.group(2)));
    }
    if (application.contains("partition with")) {
      throw new NotApplicableException("partitions: a rule has one key for all that it judges");
    }
    Matcher from = FROM.matcher(application);
    if (!from.find()) {
      throw new NotApplicableException("the query cannot be read: no 'from'");
    }
    if (Pattern.compile("\\bfrom\\b", Pattern.CASE_INSENSITIVE).matcher(from.group(1)).find()) {
      throw new NotApplicableException("several queries, one after the other");
    }
    return new QueryParser(from.group(1)).query(streams);
  }

  private static List<String> attributes(String list) {
    List<String> names = new ArrayList<>();
    for (String attribute : list.split(",", -1)) {
      names.add(attribute.strip().split("\\s+", -1)[0]);
    }
    return names;
  }

  private Query query(Map<String, List<String>> streams) {
    Element from = chain();
    long within = tokens.take("within") ? tokens.span() : 0;
    List<Expression> columns = new ArrayList<>();
    tokens.expect("select");
    do {
      columns.add(new ExpressionParser(tokens, null).read());
      if (tokens.take("as")) {
        tokens.next();
      }
    } while (tokens.take(","));
    if (tokens.is("having") || tokens.is("group")) {
      throw new NotApplicableException("'having' and 'group by' over what was found");
    }
    tokens.expect("insert");
    return new Query(streams, sequence, from, within, columns);
  }

  private Element chain() {
    List<Element> parts = new ArrayList<>(List.of(logical()));
    while (tokens.is("->") || tokens.is(",")) {
      sequence |= tokens.next().equals(",");
      parts.add(logical());
    }
    return parts.size() == 1 ? parts.get(0) : new Element.Chain(parts);
  }

  private Element logical() {
    Element left = unary();
    while (tokens.is("and") || tokens.is("or")) {
      left = new Element.Logical(tokens.next().equalsIgnoreCase("or"), left, unary());
    }
    return left;
  }

  private Element unary() {
    if (tokens.take("every")) {
      return new Element.Every(unary());
    }
    if (tokens.take("(")) {
      Element inner = chain();
      tokens.expect(")");
      return inner;
    }
    return tokens.take("not") ? absent() : event();
  }

  private Element absent() {
    String stream = tokens.next();
    Expression filter = filter(null);
    return new Element.Absent(stream, filter, tokens.take("for") ? tokens.span() : 0);
  }

  private Element event() {
    String name = tokens.peek(1).equals("=") ? tokens.next() : "";
    String reference = name.isEmpty() ? "unnamed" + unnamed++ : name;
    tokens.take("=");
    String stream = tokens.next();
    Expression filter = filter(reference);
    int[] times = times();
    return new Element.Event(reference, stream, filter, times[0], times[1]);
  }

  private Expression filter(@Nullable String own) {
    if (!tokens.take("[")) {
      return Expression.TRUE;
    }
    Expression filter = new ExpressionParser(tokens, own).read();
    tokens.expect("]");
    return filter;
  }

  /** At least, and at most. */
  private int[] times() {
    if (tokens.take("*")) {
      return new int[] {0, Element.UNBOUNDED};
    }
    if (tokens.take("+")) {
      return new int[] {1, Element.UNBOUNDED};
    }
    if (tokens.take("?")) {
      return new int[] {0, 1};
    }
    if (!tokens.take("<")) {
      return new int[] {1, 1};
    }
    int min = tokens.isNumber() ? Integer.parseInt(tokens.next()) : 0;
    int max = min;
    if (tokens.take(":")) {
      max = tokens.isNumber() ? Integer.parseInt(tokens.next()) : Element.UNBOUNDED;
    }
    tokens.expect(">");
    return new int[] {min, max};
  }
}
