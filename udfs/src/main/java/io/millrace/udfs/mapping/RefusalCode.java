package io.millrace.udfs.mapping;

import java.util.Locale;

/** The stable codes with which a message is refused. */
public enum RefusalCode {
  /** The payload is no valid UTF-8. */
  NOT_UTF_8,
  /** The payload is no JSON, is nested too deep, or holds numbers that no type holds. */
  MALFORMED_JSON,
  /** The content type is one that nothing here reads. */
  UNSUPPORTED_CONTENT_TYPE,
  /** No active mapping matches it. */
  NO_MAPPING,
  /** The mapping takes known devices only, and the catalogue does not have this one. */
  UNKNOWN_DEVICE,
  /** The catalogue has the device as disabled or decommissioned. */
  DEVICE_NOT_ACTIVE,
  /** A required value is not in the payload. */
  MISSING_FIELD,
  /** A required value is null. */
  NULL_VALUE,
  /** A value is of another type, or does not fit into its type. */
  WRONG_TYPE,
  /** The time of observation is no time. */
  BAD_TIMESTAMP,
  /** The expression failed for another reason. */
  EXPRESSION_FAILED;

  /** The code as it stands in dead letters, for instance {@code malformed-json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
