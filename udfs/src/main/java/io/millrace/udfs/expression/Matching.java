package io.millrace.udfs.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import org.jspecify.annotations.Nullable;

/** CEL's {@code matches}: whether the pattern, in RE2's syntax, is found in the text. */
final class Matching {
  private Matching() {}

  /** Compiles a literal pattern here; one that a message brings is left to CEL's runtime. */
  static Node node(Node text, CelExpr pattern, Node patternNode) {
    if (!Constants.isConstant(pattern)) {
      throw new UnsupportedByNodes("matches");
    }
    Pattern compiled = compile(pattern.constant().stringValue());
    return (BooleanNode) v -> test(compiled, text.eval(v));
  }

  static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new UnsupportedByNodes("a pattern that the check has refused: " + e.getMessage());
    }
  }

  private static boolean test(Pattern pattern, @Nullable Object value) throws ExpressionException {
    if (value instanceof String text) {
      return pattern.matcher(text).find();
    }
    throw Comparison.noOverload("matches", value);
  }
}
