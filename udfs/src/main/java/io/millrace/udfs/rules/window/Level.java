package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.PropertyExpression;

/**
 * What must hold of a window's aggregates for an alert of a severity.
 *
 * @param having CEL over the names of aggregates, {@code count}, {@code start} and {@code end}
 */
record Level(String severity, PropertyExpression having) {}
