package io.millrace.udfs.rules.window;

/** What is kept of a column of values, as bits: only what some aggregate needs. */
final class Parts {
  static final int SUM = 1;
  static final int SQUARES = 2;
  static final int EXTREMES = 4;
  static final int QUANTILES = 8;
  static final int DISTINCT = 16;
  static final int ENDS = 32;

  private Parts() {}
}
