package io.millrace.udfs.rules.composite;

import io.millrace.udfs.expression.Expression;
import java.util.List;

/**
 * What a composite rule asks for.
 *
 * @param when over the number of keys with an open alert, by the inputs' names
 * @param source of the condition, as alerts show it
 * @param within of one another the alerts must open, in milliseconds; those without duration count
 *     for so long. {@link Long#MAX_VALUE} for any time
 * @param hold for how many milliseconds the condition must hold
 * @param limit most alerts that are remembered of one key
 * @param stop whether the rule refuses further alerts at the limit, or drops the oldest
 */
record CompositeSpec(
    List<Input> inputs,
    Expression when,
    String source,
    long within,
    long hold,
    int limit,
    boolean stop) {}
