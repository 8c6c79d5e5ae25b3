package io.millrace.udfs.ontology.check;

import java.util.Locale;

/** Why a value, or an object, is not what the ontology says; stable, for programs. */
public enum ViolationCode {
  UNKNOWN_PROPERTY,
  WRONG_TYPE,
  NOT_IN_ENUM,
  OUT_OF_RANGE,
  WRONG_LENGTH,
  PATTERN_MISMATCH,
  REQUIRED,
  COMPUTED,
  COMPUTATION_FAILED,
  BAD_KEY;

  /** The code in kebab case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
