package io.millrace.udfs.ontology.lint;

import java.util.Locale;

/** What the linter finds; names are stable, for programs. The user guide explains each. */
public enum LintCode {
  /** A field is missing, unknown or of the wrong form. */
  MALFORMED(Severity.ERROR),
  BAD_NAME(Severity.ERROR),
  RESERVED_NAME(Severity.ERROR),
  UNKNOWN_VALUE_TYPE(Severity.ERROR),
  UNKNOWN_INTERFACE(Severity.ERROR),
  DANGLING_LINK(Severity.ERROR),
  DUPLICATE_LINK_NAME(Severity.ERROR),
  PROPERTY_CONFLICT(Severity.ERROR),
  UNKNOWN_KEY(Severity.ERROR),
  BAD_KEY(Severity.ERROR),
  UNKNOWN_TITLE_PROPERTY(Severity.ERROR),
  BAD_TITLE_PROPERTY(Severity.ERROR),
  BAD_CONSTRAINT(Severity.ERROR),
  BAD_UNIT(Severity.ERROR),
  BAD_DEFAULT(Severity.ERROR),
  BAD_EXPRESSION(Severity.ERROR),
  COMPUTED_CYCLE(Severity.ERROR),
  COMPUTED_CONFLICT(Severity.ERROR),
  BAD_UNIQUE(Severity.ERROR),
  BAD_SEARCHABLE(Severity.ERROR),

  NAMING(Severity.WARNING),
  SIMILAR_NAMES(Severity.WARNING),
  MISSING_TITLE(Severity.WARNING),
  MISSING_TITLE_PROPERTY(Severity.WARNING),
  MISSING_INVERSE(Severity.WARNING),
  UNUSED_VALUE_TYPE(Severity.WARNING),
  UNUSED_INTERFACE(Severity.WARNING),
  SENSITIVE_SEARCHABLE(Severity.WARNING),
  SENSITIVE_KEY(Severity.WARNING),
  SENSITIVE_TITLE(Severity.WARNING),
  SENSITIVE_SOURCE(Severity.WARNING),
  REQUIRED_WITH_DEFAULT(Severity.WARNING),
  UNSTABLE_USE(Severity.WARNING),
  TOO_MANY_PROPERTIES(Severity.WARNING);

  private final Severity severity;

  LintCode(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The code in kebab case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
