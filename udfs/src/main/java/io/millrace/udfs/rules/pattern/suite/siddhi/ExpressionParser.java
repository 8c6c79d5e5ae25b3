package io.millrace.udfs.rules.pattern.suite.siddhi;

import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Reads conditions and columns of a query. */
final class ExpressionParser {
  private final Tokens tokens;
  private final @Nullable String own;

  /**
   * A reader.
   *
   * @param own the element whose condition is read: its name without place is the present event
   */
  ExpressionParser(Tokens tokens, @Nullable String own) {
    this.tokens = tokens;
    this.own = own;
  }

  Expression read() {
    Expression left = and();
    while (tokens.take("or")) {
      Expression first = left;
      Expression second = and();
      left = (event, taken) -> first.holds(event, taken) || second.holds(event, taken);
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.take("and")) {
      Expression first = left;
      Expression second = not();
      left = (event, taken) -> first.holds(event, taken) && second.holds(event, taken);
    }
    return left;
  }

  private Expression not() {
    if (tokens.take("not")) {
      Expression of = not();
      return (event, taken) -> !of.holds(event, taken);
    }
    Expression left = operand();
    if (tokens.take("is")) {
      tokens.expect("null");
      return (event, taken) -> left.value(event, taken) == null;
    }
    BiPredicate<Object, Object> test = comparison(tokens.peek());
    if (test == null) {
      return left;
    }
    tokens.next();
    Expression right = operand();
    return (event, taken) -> {
      Object first = left.value(event, taken);
      Object second = right.value(event, taken);
      return first != null && second != null && test.test(first, second);
    };
  }

  private static @Nullable BiPredicate<Object, Object> comparison(String sign) {
    return switch (sign) {
      case "==" -> Object::equals;
      case "!=" -> (left, right) -> !left.equals(right);
      case "<" -> (left, right) -> compare(left, right) < 0;
      case "<=" -> (left, right) -> compare(left, right) <= 0;
      case ">" -> (left, right) -> compare(left, right) > 0;
      case ">=" -> (left, right) -> compare(left, right) >= 0;
      default -> null;
    };
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Double l && right instanceof Double r) {
      return l.compareTo(r);
    }
    throw new NotApplicableException("the query cannot be read: order of what are no numbers");
  }

  private Expression operand() {
    if (tokens.take("(")) {
      Expression inner = read();
      tokens.expect(")");
      return inner;
    }
    if (tokens.isNumber()) {
      Double number = Double.valueOf(tokens.next());
      return (event, taken) -> number;
    }
    if (tokens.isText()) {
      String quoted = tokens.next();
      String text = quoted.substring(1, quoted.length() - 1);
      return (event, taken) -> text;
    }
    String name = tokens.next();
    if (tokens.is("(")) {
      throw new NotApplicableException("functions, here " + name);
    }
    return attribute(name);
  }

  private Expression attribute(String name) {
    if (!tokens.is(".") && !tokens.is("[")) {
      return (event, taken) -> field(event, name);
    }
    boolean placed = tokens.take("[");
    Reference reference = placed ? reference(name) : new Reference(name, 0, false);
    tokens.expect(".");
    String field = tokens.next();
    return !placed && name.equals(own)
        ? (event, taken) -> field(event, field)
        : (event, taken) -> field(taken.of(reference), field);
  }

  private Reference reference(String name) {
    boolean fromLast = tokens.take("last");
    int place = 0;
    if (!fromLast) {
      place = Integer.parseInt(tokens.next());
    } else if (tokens.take("-")) {
      place = Integer.parseInt(tokens.next());
    }
    tokens.expect("]");
    return new Reference(name, place, fromLast);
  }

  private static @Nullable Object field(@Nullable CaseEvent event, String name) {
    return event == null ? null : event.field(name);
  }
}
