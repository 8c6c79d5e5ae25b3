package io.millrace.udfs.expression;

/** A text that is no valid expression; the message says where and why. */
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidExpressionException(String message) {
    super(message);
  }
}
