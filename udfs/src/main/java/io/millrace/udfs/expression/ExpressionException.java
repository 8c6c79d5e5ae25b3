package io.millrace.udfs.expression;

/** An expression gave no value for these variables. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean missing;

  private ExpressionException(String message, boolean missing) {
    super(message, null, false, false);
    this.missing = missing;
  }

  /** It read a field or key that is not there. */
  public static ExpressionException missing(String message) {
    return new ExpressionException(message, true);
  }

  /** It failed: wrong types, overflow, division by zero. */
  public static ExpressionException failed(String message) {
    return new ExpressionException(message, false);
  }

  /** Whether a field or key that it reads is not there. */
  public boolean missing() {
    return missing;
  }
}
