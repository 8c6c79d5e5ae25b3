package io.millrace.bridge.option;

/** Settings that cannot be used; the message says which, where it was set, and what would do. */
public final class OptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public OptionException(String message) {
    super(message);
  }
}
