package io.millrace.udfs.rules.pattern.suite.siddhi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a query, one after the other. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|--[^\\n]*|(?<word>\\w*[A-Za-z_]\\w*)|(?<number>\\d+(\\.\\d+)?)"
              + "|(?<text>'[^']*'|\"[^\"]*\")|(?<sign>->|<=|>=|==|!=|.)",
          Pattern.DOTALL);

  private final List<String> tokens = new ArrayList<>();
  private int at;

  Tokens(String query) {
    Matcher matcher = TOKEN.matcher(numbersWithoutSuffix(query));
    while (matcher.find()) {
      if (!matcher.group().isBlank() && !matcher.group().startsWith("--")) {
        tokens.add(matcher.group());
      }
    }
  }

  /** {@code 10.0f} and {@code 1sec} as {@code 10.0} and {@code 1 sec}. */
  private static String numbersWithoutSuffix(String query) {
    return query
        .replaceAll("\\b(\\d+(\\.\\d+)?)[fFdDlL]\\b", "$1")
        .replaceAll("\\b(\\d+)([A-Za-z]+)\\b", "$1 $2");
  }

  boolean ended() {
    return at == tokens.size();
  }

  /** The next word; empty at the end. */
  String peek() {
    return peek(0);
  }

  String peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
  }

  String next() {
    String token = peek();
    at++;
    return token;
  }

  /** Whether it is this word, in any case. */
  boolean is(String word) {
    return peek().equalsIgnoreCase(word);
  }

  /** Passes over this word if it is next. */
  boolean take(String word) {
    boolean there = is(word);
    at += there ? 1 : 0;
    return there;
  }

  void expect(String word) {
    if (!take(word)) {
      throw new NotApplicableException(
          "the query cannot be read: '%s' in place of '%s'".formatted(peek(), word));
    }
  }

  boolean isNumber() {
    return !peek().isEmpty() && Character.isDigit(peek().charAt(0));
  }

  boolean isText() {
    return peek().startsWith("'") || peek().startsWith("\"");
  }

  /** A span of time, such as {@code 1 min 30 sec}, in milliseconds. */
  long span() {
    long span = 0;
    while (isNumber()) {
      long number = Long.parseLong(next());
      span += number * unit(next().toLowerCase(Locale.ROOT));
    }
    return span;
  }

  private static long unit(String name) {
    return switch (name) {
      case "millisec", "millisecond", "milliseconds" -> 1;
      case "sec", "second", "seconds" -> 1_000;
      case "min", "minute", "minutes" -> 60_000;
      case "hour", "hours" -> 3_600_000;
      case "day", "days" -> 86_400_000;
      default -> throw new NotApplicableException("the query cannot be read: unit " + name);
    };
  }
}
