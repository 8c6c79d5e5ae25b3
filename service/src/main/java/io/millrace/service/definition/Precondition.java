package io.millrace.service.definition;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client demands of the version it is about to change (RFC 9110, {@code If-Match} and {@code
 * If-None-Match: *}).
 *
 * @param match entity tags of which one must be the present one, {@code *} for any; null if nothing
 *     is demanded
 * @param absent whether the definition must not exist yet
 */
record Precondition(@Nullable List<String> match, boolean absent) {
  static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    List<String> tags =
        ifMatch == null ? null : Arrays.stream(ifMatch.split(",", -1)).map(String::strip).toList();
    if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "If-None-Match can only be * where something is changed");
    }
    return new Precondition(tags, ifNoneMatch != null);
  }

  /** The entity tag of a version. */
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** Refuses the change where the definition, null for none, is not what the client thinks. */
  void check(@Nullable StoredDefinition current) {
    if (absent && current != null) {
      throw mismatch("It exists, at version " + current.version());
    }
    if (match == null) {
      return;
    }
    if (current == null) {
      throw mismatch("It does not exist");
    }
    if (!match.contains("*") && !match.contains(tag(current.version()))) {
      throw mismatch("It stands at version " + current.version());
    }
  }

  private static ProblemException mismatch(String detail) {
    return new ProblemException(ProblemCode.VERSION_MISMATCH, detail);
  }
}
