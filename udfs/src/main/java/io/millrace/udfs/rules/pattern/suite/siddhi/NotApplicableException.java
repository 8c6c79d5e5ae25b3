package io.millrace.udfs.rules.pattern.suite.siddhi;

/** A query asks for something that patterns do not mean. */
public final class NotApplicableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why, the same text for all cases of a sort. */
  NotApplicableException(String reason) {
    super(reason);
  }
}
