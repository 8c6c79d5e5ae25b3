package io.millrace.jobs.runtime.definition;

import io.millrace.udfs.definition.Outcome;

/**
 * What became of the record that decides about a definition.
 *
 * @param version of the definition; 0 if a tombstone took one that was never seen
 */
public record Reception(ControlRecord record, long version, Outcome outcome) {}
