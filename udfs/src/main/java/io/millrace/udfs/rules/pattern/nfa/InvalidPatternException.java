package io.millrace.udfs.rules.pattern.nfa;

/** A pattern that cannot be. */
public final class InvalidPatternException extends Exception {
  private static final long serialVersionUID = 1;
  private final String stage;

  /**
   * @param stage where, empty for the pattern as a whole
   */
  InvalidPatternException(String stage, String reason) {
    super(reason);
    this.stage = stage;
  }

  public String stage() {
    return stage;
  }
}
