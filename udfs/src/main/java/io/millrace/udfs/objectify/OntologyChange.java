package io.millrace.udfs.objectify;

import java.time.Instant;

/**
 * A version of the ontology that objects follow.
 *
 * @param at when it was published
 */
public record OntologyChange(long version, Instant at) {}
