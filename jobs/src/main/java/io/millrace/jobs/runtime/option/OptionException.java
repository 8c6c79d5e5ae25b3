package io.millrace.jobs.runtime.option;

/** Program arguments that cannot be used; the message says which, why and what would do. */
public final class OptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public OptionException(String message) {
    super(message);
  }
}
