package io.millrace.schemas.registry;

import java.io.IOException;

/** The schema registry refused a call or could not be reached. */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * @param status HTTP status, or 0 if there was no answer
   */
  public RegistryException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public RegistryException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** HTTP status of the refusal, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Whether the same call may pass later: no answer, 429 or 5xx. */
  public boolean retryable() {
    return status == 0 || status == 429 || status >= 500;
  }
}
