package io.millrace.local.demo.definitions;

import java.io.IOException;

/** The service refused a request or could not be reached. */
public final class ServiceException extends IOException {
  private static final long serialVersionUID = 1L;

  public ServiceException(String message) {
    super(message);
  }

  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
