package io.millrace.udfs.codec;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** What a script's failure says to its author. */
final class Failures {
  private Failures() {}

  /** For instance {@code line 3: TypeError: x is undefined}; the line is the codec's own. */
  static String describe(PolyglotException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("It failed");
    SourceSection at = e.getSourceLocation();
    boolean own = at != null && !at.getSource().getName().equals(Program.HARNESS.getName());
    return own ? "line " + at.getStartLine() + ": " + message : message;
  }
}
