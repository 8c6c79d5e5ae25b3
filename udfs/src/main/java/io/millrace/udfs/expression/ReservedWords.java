package io.millrace.udfs.expression;

import java.util.Set;

/** Words that CEL's grammar keeps for itself: no variable and no member has such a name. */
public final class ReservedWords {
  private static final Set<String> ALL =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private ReservedWords() {}

  public static boolean has(String name) {
    return ALL.contains(name);
  }
}
