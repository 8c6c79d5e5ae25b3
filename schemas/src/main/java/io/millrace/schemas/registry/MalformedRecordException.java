package io.millrace.schemas.registry;

import java.io.IOException;

/** Bytes that are no record of the schema they name; reading them again will not help. */
public final class MalformedRecordException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String message) {
    super(message);
  }

  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
