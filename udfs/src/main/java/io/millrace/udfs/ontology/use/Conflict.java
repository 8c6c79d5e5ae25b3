package io.millrace.udfs.ontology.use;

import io.millrace.udfs.ontology.change.Usage;

/**
 * A definition that fits the ontology as it stands and would not fit the next version.
 *
 * @param path JSON pointer into the definition's document
 * @param reason for people
 */
public record Conflict(Usage.Kind kind, String id, String path, String reason) {}
