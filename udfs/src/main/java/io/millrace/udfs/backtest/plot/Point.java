package io.millrace.udfs.backtest.plot;

/**
 * A value at a time.
 *
 * @param at epoch ms
 */
public record Point(long at, double value) {}
