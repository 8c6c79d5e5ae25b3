package io.millrace.udfs.ontology.lint;

import java.util.Locale;

/** How grave a finding is. */
public enum Severity {
  /** The document cannot be used. */
  ERROR,
  /** It can, and somebody will regret it. */
  WARNING;

  /** The name for programs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
