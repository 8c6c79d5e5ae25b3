package io.millrace.udfs.inference;

/**
 * An expression that could be the object's id or the time of observation.
 *
 * @param confidence from 0 to 1: the share of samples that have it, see {@link Confidence}, times
 *     how much its name or form speaks for it
 */
public record Candidate(String expression, double confidence, String reason) {}
