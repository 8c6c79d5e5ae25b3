package io.millrace.udfs.rules.window;

/**
 * One named aggregate of a window rule.
 *
 * @param column index of the column of values that it is taken of; -1: of the events themselves
 * @param percentile from 0 to 100, for percentiles
 */
record Aggregate(String name, AggregateFunction function, int column, double percentile) {}
