package io.millrace.udfs.ontology.check;

/**
 * One thing about an object that the ontology does not allow.
 *
 * @param path JSON pointer into the properties: {@code /price}, {@code /tags/2}; empty for the
 *     whole
 * @param reason for people; holds no value of a sensitive property
 */
public record Violation(ViolationCode code, String path, String reason) {}
