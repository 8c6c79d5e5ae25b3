package io.millrace.udfs.objectify;

import io.millrace.udfs.ontology.check.Violation;

/**
 * Something that a source said and that the ontology does not allow.
 *
 * @param code stable, kebab-case
 * @param path {@code /price} of a property, {@code /links/order-customer} of a link, empty for all
 *     that was said
 * @param reason for people; holds no value of a sensitive property
 */
public record RefusedValue(String code, String path, String reason) {
  static final String UNKNOWN_LINK = "unknown-link";
  static final String BAD_KEY = "bad-key";

  static RefusedValue of(Violation violation, String below) {
    return new RefusedValue(violation.code().code(), below + violation.path(), violation.reason());
  }
}
