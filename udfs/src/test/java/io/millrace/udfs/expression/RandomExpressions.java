package io.millrace.udfs.expression;

import java.util.SplittableRandom;

/** Random expressions over the variables a, b and p, most of them of sensible types. */
final class RandomExpressions {
  private static final String[] LEAVES = {
    "a",
    "b",
    "p.x",
    "p.y",
    "p.gone",
    "p['x']",
    "0",
    "1",
    "-3",
    "2.5",
    "0.5",
    "9223372036854775807",
    "'a'",
    "'ab'",
    "''",
    "true",
    "false",
    "null",
    "[1, 'a']",
    "[]",
    "[a, b]",
    "[a, 2.0][0]",
    "'12'",
    "'-1.5'",
    "{'x': a, 'y': 2}",
    "{1: 'a', true: b}",
    "{a: 1, 'ab': 2}",
    "{1: 'a', 2: 'b'}[a]"
  };
  private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};
  private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%"};
  private static final String[] CONVERSIONS = {"int", "double", "string", "bool", "dyn"};
  private static final String[] PATTERNS = {"'a'", "'^a+$'", "'b|.+'", "'[0-9]'", "''"};
  private static final String[] TEXT = {"startsWith", "endsWith", "contains"};
  private final SplittableRandom random;

  RandomExpressions(SplittableRandom random) {
    this.random = random;
  }

  String next(int depth) {
    return random.nextInt(3) == 0 ? value(depth) : condition(depth);
  }

  private String condition(int depth) {
    if (depth == 0) {
      return pick("true", "false", "has(p.x)", "has(p.gone)", "a", "p.x");
    }
    return switch (random.nextInt(9)) {
      case 8 -> "dyn(" + value(depth - 1) + ").matches(" + pick(PATTERNS) + ")";
      case 0, 1 -> "(" + condition(depth - 1) + pick(" && ", " || ") + condition(depth - 1) + ")";
      case 2 -> "!(" + condition(depth - 1) + ")";
      case 3 ->
          "("
              + value(depth - 1)
              + " in "
              + pick("[1, 'a', 2.5, null]", "[a, b]", "p", "a", "{1: 2, 'a': 3}")
              + ")";
      case 4 -> "dyn(" + value(depth - 1) + ")." + pick(TEXT) + "(" + value(depth - 1) + ")";
      default -> "(" + value(depth - 1) + " " + pick(COMPARISONS) + " " + value(depth - 1) + ")";
    };
  }

  private String value(int depth) {
    if (depth == 0) {
      return pick(LEAVES);
    }
    return switch (random.nextInt(9)) {
      case 7, 8 -> pick(CONVERSIONS) + "(" + value(depth - 1) + ")";
      case 0, 1, 2 ->
          "(" + value(depth - 1) + " " + pick(ARITHMETIC) + " " + value(depth - 1) + ")";
      case 3 -> "-(" + value(depth - 1) + ")";
      case 4 -> "size(" + value(depth - 1) + ")";
      case 5 ->
          "(" + condition(depth - 1) + " ? " + value(depth - 1) + " : " + value(depth - 1) + ")";
      default -> pick(LEAVES);
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
