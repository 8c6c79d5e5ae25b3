package io.millrace.udfs.dataset;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A table that cannot be read, or not to its end; to try again is of no use. */
public final class TableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for people: one sentence
   */
  public TableException(String message) {
    this(message, null);
  }

  public TableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
