package io.millrace.udfs.ontology.lint;

import io.millrace.udfs.definition.Problem;

/**
 * Something that is wrong, or doubtful.
 *
 * @param path JSON pointer into the document, empty for the whole
 * @param reason for people
 */
public record Finding(LintCode code, String path, String reason) {
  public Severity severity() {
    return code.severity();
  }

  public boolean isError() {
    return code.severity() == Severity.ERROR;
  }

  /** As definitions of all kinds report what is wrong. */
  public Problem problem() {
    return new Problem(path, reason);
  }
}
