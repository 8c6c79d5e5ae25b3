package io.millrace.udfs.inference;

/** Samples that say nothing a mapping could be made of. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  InferenceException(String reason) {
    super(reason);
  }
}
