package io.millrace.udfs.rules.pattern.suite;

/** A case asks for something that its format does not have. */
public final class UnknownFeatureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownFeatureException(String feature) {
    super("unknown feature: " + feature);
  }
}
