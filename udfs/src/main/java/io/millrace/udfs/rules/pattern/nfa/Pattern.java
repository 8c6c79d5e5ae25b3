package io.millrace.udfs.rules.pattern.nfa;

import java.util.List;

/**
 * A sequence of stages.
 *
 * @param within time in which all of it happens, from the first event; an event exactly so much
 *     later is out. Milliseconds, 0 for any
 */
public record Pattern(List<Stage> stages, long within, Skip skip) {}
