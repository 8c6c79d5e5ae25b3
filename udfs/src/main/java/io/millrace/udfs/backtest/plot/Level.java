package io.millrace.udfs.backtest.plot;

/** A threshold: a horizontal line with what it stands for. */
public record Level(double value, String text) {}
